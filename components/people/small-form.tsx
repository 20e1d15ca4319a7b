'use client';

import { type ReactNode, useActionState } from 'react';
import { type ActionState, idle } from '#lib/auth/action-state.ts';
import { Notice } from '#components/ui/notice.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';

type Props = {
  action: (prev: ActionState, form: FormData) => Promise<ActionState>;
  onDone: (message: string) => void;
  values: Record<string, string>;
  /** What the button is called where its word alone would not do. */
  label?: string;
  children: ReactNode;
};

/** One button that does one thing which is easily done again. */
export function SmallForm({ action, onDone, values, label, children }: Props) {
  const [state, run] = useActionState(async (prev: ActionState, form: FormData) => {
    const next = await action(prev, form);
    if (next.status === 'done') onDone(next.message);
    return next;
  }, idle);
  return (
    <form action={run} aria-label={label}>
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton look="plain">
        {children}
        {label === undefined ? null : <span className="sr-only">{label}</span>}
      </SubmitButton>
      {state.status === 'refused' ? <Notice look="bad">{state.message}</Notice> : null}
    </form>
  );
}
