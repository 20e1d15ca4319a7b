'use client';

import { useLocale } from 'next-intl';
import { useMemo } from 'react';

/**
 * Countries and languages by name, in the reader's language; a code that has
 * none stays a code. A browser may know another name than the server (Turkey,
 * Türkiye): what shows one from the start says `suppressHydrationWarning`.
 */
export function useNames() {
  const locale = useLocale();
  return useMemo(() => {
    const countries = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
    const languages = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' });
    return {
      country: (code: string) => countries.of(code) ?? code,
      language: (tag: string) => languages.of(tag) ?? tag,
      /** Languages to choose from, by name. */
      languageOptions: (tags: readonly string[]) =>
        tags
          .map((tag) => ({ value: tag, label: languages.of(tag) ?? tag }))
          .toSorted((a, b) => a.label.localeCompare(b.label, locale)),
    };
  }, [locale]);
}
