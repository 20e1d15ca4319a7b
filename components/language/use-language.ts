'use client';

import { useRouter } from 'next/navigation';
import { useOptimistic, useTransition } from 'react';
import { languageCookie, type LanguageTag } from '#lib/i18n/languages.ts';

const yearS = 365 * 24 * 60 * 60;

/**
 * Keeps a language in the cookie and has the server write the page anew.
 * @returns `shown` is the chosen one from the press on, though the page still speaks the one before
 */
export function useLanguage(current: LanguageTag) {
  const router = useRouter();
  const [busy, startRefresh] = useTransition();
  const [shown, show] = useOptimistic(current);
  const choose = (tag: LanguageTag) => {
    document.cookie = `${languageCookie}=${tag}; path=/; max-age=${yearS}; samesite=lax`;
    startRefresh(() => {
      show(tag);
      router.refresh();
    });
  };
  return { shown, busy, choose };
}
