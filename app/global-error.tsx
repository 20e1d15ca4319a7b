'use client';

import { createTranslator } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { fatalWords } from '#lib/i18n/fatal-words.ts';
import { chooseLanguage, languageCookie, languages, type LanguageTag } from '#lib/i18n/languages.ts';
import { Button } from '#components/ui/button.tsx';
import './globals.css';

/** Chosen or asked for as on the server (lib/i18n/request-language.ts), which cannot be asked any more. */
function browserLanguage(): LanguageTag {
  const cookie = new RegExp(`(?:^|; )${languageCookie}=([^;]*)`).exec(document.cookie)?.[1];
  return chooseLanguage(cookie, navigator.languages.join(','));
}

/** Neither changes while the page is shown. */
const never = () => () => {};

/** When even the frame of the page broke: it brings its own document, and its own few words. */
export default function GlobalErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  const language = useSyncExternalStore(never, browserLanguage, (): LanguageTag => 'en');
  const { locale, direction } = languages[language];
  const t = createTranslator({ locale, messages: fatalWords[language] });
  return (
    <html lang={language} dir={direction}>
      <body>
        <title>{t('title')}</title>
        <main className="mx-auto flex min-h-dvh max-w-100 flex-col items-center justify-center px-6 text-center">
          <h1 className="text-lg">{t('title')}</h1>
          <p className="mt-2 text-base text-muted">{t('lead')}</p>
          {error.digest === undefined ? null : (
            <p className="mt-2 text-muted">{t('id', { id: error.digest })}</p>
          )}
          <Button look="primary" className="mt-6" onClick={retry}>
            {t('retry')}
          </Button>
        </main>
      </body>
    </html>
  );
}
