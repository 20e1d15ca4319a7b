'use client';

import { useRouter } from 'next/navigation';
import { useOptimistic, useTransition } from 'react';
import { languageCookie, type LanguageTag } from '#lib/i18n/languages.ts';
import { keepChoice } from '#components/ui/keep-choice.ts';

/**
 * Keeps a language in the cookie and has the server write the page anew.
 * @returns `shown` is the chosen one from the press on, though the page still speaks the one before
 */
export function useLanguage(current: LanguageTag) {
  const router = useRouter();
  const [busy, startRefresh] = useTransition();
  const [shown, show] = useOptimistic(current);
  const choose = (tag: LanguageTag) => {
    keepChoice(languageCookie, tag);
    startRefresh(() => {
      show(tag);
      router.refresh();
    });
  };
  return { shown, busy, choose };
}
