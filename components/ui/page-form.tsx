'use client';

import { type FormEvent, type ReactNode, startTransition, useActionState } from 'react';
import { type ActionState, idle } from '#lib/auth/action-state.ts';
import { Button } from './button.tsx';
import type { FormFields } from './form-dialog.tsx';
import { Notice } from './notice.tsx';
import { Spinner } from './spinner.tsx';

type Props = {
  action: (prev: ActionState, form: FormData) => Promise<ActionState>;
  /** Called with the sentence that says what was done, and the id of what was made. */
  onDone: (message: string, id: string | undefined) => void;
  submit: string;
  look?: 'primary' | 'plain';
  /** Fields that the form shows; a refusal of any other stands above the button. */
  fields: readonly string[];
  /** The button beside the fields rather than below them. */
  inline?: boolean;
  children: (fields: FormFields) => ReactNode;
};

/**
 * A form that is part of a page, around one server action. It is sent by hand:
 * React empties a form whose action has run, refused or not, and a list that
 * falls back to its first choice would be sent wrong the second time.
 */
export function PageForm({
  action,
  onDone,
  submit,
  look = 'primary',
  fields,
  inline = false,
  children,
}: Props) {
  const [state, run, pending] = useActionState(async (prev: ActionState, form: FormData) => {
    const next = await action(prev, form);
    if (next.status === 'done') onDone(next.message, next.id);
    return next;
  }, idle);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (!pending) startTransition(() => run(form));
  };
  const refused = state.status === 'refused' ? state : undefined;
  const shown = refused?.field !== undefined && fields.includes(refused.field);
  const button = (
    <Button type="submit" look={look} aria-disabled={pending}>
      {pending ? <Spinner /> : null}
      {submit}
    </Button>
  );
  return (
    <form onSubmit={send} noValidate className="flex flex-col gap-4">
      <div className={inline ? 'flex flex-wrap items-end gap-3' : 'contents'}>
        {children({
          value: (name) => refused?.values[name],
          error: (name) => (refused?.field === name ? refused.message : undefined),
        })}
        {inline ? button : null}
      </div>
      {refused !== undefined && !shown ? <Notice look="bad">{refused.message}</Notice> : null}
      {inline ? null : <div>{button}</div>}
    </form>
  );
}
