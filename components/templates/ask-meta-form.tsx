'use client';

import { askAboutTemplatesAction } from '#app/(signed-in)/templates/actions.ts';
import { SmallForm } from '#components/people/small-form.tsx';
import { useToast } from '#components/ui/toasts.tsx';

/** Has Meta asked anew how the templates stand. */
export function AskMetaForm({ children }: { children: string }) {
  const toast = useToast();
  return (
    <SmallForm action={askAboutTemplatesAction} onDone={toast} values={{}}>
      {children}
    </SmallForm>
  );
}
