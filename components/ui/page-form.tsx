'use client';

import { type ReactNode, useActionState } from 'react';
import { type ActionState, idle } from '#lib/auth/action-state.ts';
import type { FormFields } from './form-dialog.tsx';
import { Notice } from './notice.tsx';
import { SubmitButton } from './submit-button.tsx';

type Props = {
  action: (prev: ActionState, form: FormData) => Promise<ActionState>;
  /** Called with the sentence that says what was done, and the id of what was made. */
  onDone: (message: string, id: string | undefined) => void;
  submit: string;
  /** Fields that the form shows; a refusal of any other stands above the button. */
  fields: readonly string[];
  children: (fields: FormFields) => ReactNode;
};

/** A form that is part of a page, around one server action. It keeps what was typed when it is refused. */
export function PageForm({ action, onDone, submit, fields, children }: Props) {
  const [state, run] = useActionState(async (prev: ActionState, form: FormData) => {
    const next = await action(prev, form);
    if (next.status === 'done') onDone(next.message, next.id);
    return next;
  }, idle);
  const refused = state.status === 'refused' ? state : undefined;
  const shown = refused?.field !== undefined && fields.includes(refused.field);
  return (
    <form action={run} noValidate className="flex flex-col gap-4">
      {children({
        value: (name) => refused?.values[name],
        error: (name) => (refused?.field === name ? refused.message : undefined),
      })}
      {refused !== undefined && !shown ? <Notice look="bad">{refused.message}</Notice> : null}
      <div>
        <SubmitButton>{submit}</SubmitButton>
      </div>
    </form>
  );
}
