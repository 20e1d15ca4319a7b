'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { type LanguageTag, languageTags } from '#lib/i18n/languages.ts';
import { useLanguage } from '#components/language/use-language.ts';
import { BareSelect } from '#components/ui/bare-select.tsx';

type Props = {
  current: LanguageTag;
  /** An `option` for each language: written by the server, so that their names are in no script. */
  children: ReactNode;
};

/** The language, before anybody has signed in: the browser's, until another is chosen. */
export function LanguageSelect({ current, children }: Props) {
  const t = useTranslations('signIn');
  const { shown, choose } = useLanguage(current);
  return (
    <BareSelect
      aria-label={t('language')}
      value={shown}
      onChange={({ target }) => choose(languageTags.find((tag) => tag === target.value) ?? current)}
      className="w-fit max-w-full"
    >
      {children}
    </BareSelect>
  );
}
