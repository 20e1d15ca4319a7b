'use client';

import { useTranslations } from 'next-intl';
import { languages, type LanguageTag, languageTags } from '#lib/i18n/languages.ts';
import { useLanguage } from '#components/language/use-language.ts';
import { BareSelect } from '#components/ui/bare-select.tsx';

/** The language, before anybody has signed in: the browser's, until another is chosen. */
export function LanguageSelect({ current }: { current: LanguageTag }) {
  const t = useTranslations('signIn');
  const { shown, choose } = useLanguage(current);
  return (
    <BareSelect
      aria-label={t('language')}
      value={shown}
      onChange={({ target }) => choose(languageTags.find((tag) => tag === target.value) ?? current)}
      className="w-fit max-w-full"
    >
      {languageTags.map((tag) => (
        <option key={tag} value={tag} lang={tag}>
          {languages[tag].name}
        </option>
      ))}
    </BareSelect>
  );
}
