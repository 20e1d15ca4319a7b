'use client';

import { type ReactNode, useActionState } from 'react';
import { type ActionState, idle } from '#lib/auth/action-state.ts';
import type { ButtonLook } from './button.tsx';
import { Dialog, DialogActions } from './dialog.tsx';
import { Notice } from './notice.tsx';
import { SubmitButton } from './submit-button.tsx';

/** What a form's fields need: what was typed before a refusal, and what was wrong with it. */
export type FormFields = {
  value: (name: string) => string | undefined;
  error: (name: string) => string | undefined;
};

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  action: (prev: ActionState, form: FormData) => Promise<ActionState>;
  /** Called with the sentence that says what was done; the dialog has closed itself. */
  onDone: (message: string) => void;
  submit: string;
  look?: ButtonLook;
  /** Fields that the form shows; a refusal of any other stands above the buttons. */
  fields: readonly string[];
  children?: (fields: FormFields) => ReactNode;
};

/** A dialog around one server action. It closes when that is done, and keeps what was typed when it is refused. */
export function FormDialog({ open, onOpenChange, title, description, ...form }: Props) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={description}>
      <ActionForm {...form} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

type FormProps = Omit<Props, 'open' | 'onOpenChange' | 'title' | 'description'> & { close: () => void };

function ActionForm({ action, onDone, submit, look = 'primary', fields, children, close }: FormProps) {
  const [state, run] = useActionState(async (prev: ActionState, form: FormData) => {
    const next = await action(prev, form);
    if (next.status === 'done') {
      close();
      onDone(next.message);
    }
    return next;
  }, idle);
  const refused = state.status === 'refused' ? state : undefined;
  const shown = refused?.field !== undefined && fields.includes(refused.field);
  return (
    <form action={run} noValidate>
      <div className="flex flex-col gap-4">
        {children?.({
          value: (name) => refused?.values[name],
          error: (name) => (refused?.field === name ? refused.message : undefined),
        })}
        {refused !== undefined && !shown ? <Notice look="bad">{refused.message}</Notice> : null}
      </div>
      <DialogActions>
        <SubmitButton look={look}>{submit}</SubmitButton>
      </DialogActions>
    </form>
  );
}
