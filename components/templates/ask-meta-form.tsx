'use client';

import { askAboutTemplatesAction } from '#app/(signed-in)/templates/actions.ts';
import { SmallForm } from '#components/people/small-form.tsx';
import { toast } from '#components/ui/toast.ts';

/** Has Meta asked anew how the templates stand. */
export function AskMetaForm({ children }: { children: string }) {
  return (
    <SmallForm action={askAboutTemplatesAction} onDone={toast} values={{}}>
      {children}
    </SmallForm>
  );
}
