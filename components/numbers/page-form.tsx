'use client';

import { type ReactNode, useActionState } from 'react';
import { type ActionState, idle } from '#lib/auth/action-state.ts';
import type { FormFields } from '#components/ui/form-dialog.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';

type Props = {
  action: (prev: ActionState, form: FormData) => Promise<ActionState>;
  onDone: (message: string, id: string | undefined) => void;
  submit: string;
  look?: 'primary' | 'plain';
  /** Fields that the form shows; a refusal of any other stands above the button. */
  fields: readonly string[];
  /** Beside the button rather than above it. */
  inline?: boolean;
  children: (fields: FormFields) => ReactNode;
};

/** A form that is part of a page, around one server action. It keeps what was typed when it is refused. */
export function PageForm({
  action,
  onDone,
  submit,
  look = 'primary',
  fields,
  inline = false,
  children,
}: Props) {
  const [state, run] = useActionState(async (prev: ActionState, form: FormData) => {
    const next = await action(prev, form);
    if (next.status === 'done') onDone(next.message, next.id);
    return next;
  }, idle);
  const refused = state.status === 'refused' ? state : undefined;
  const shown = refused?.field !== undefined && fields.includes(refused.field);
  return (
    <form action={run} noValidate className="flex flex-col gap-4">
      <div className={inline ? 'flex flex-wrap items-end gap-3' : 'contents'}>
        {children({
          value: (name) => refused?.values[name],
          error: (name) => (refused?.field === name ? refused.message : undefined),
        })}
        {inline ? <SubmitButton look={look}>{submit}</SubmitButton> : null}
      </div>
      {refused !== undefined && !shown ? <Notice look="bad">{refused.message}</Notice> : null}
      {inline ? null : (
        <div>
          <SubmitButton look={look}>{submit}</SubmitButton>
        </div>
      )}
    </form>
  );
}
