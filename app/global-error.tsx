'use client';

import { createTranslator } from 'next-intl';
import { useEffect, useState } from 'react';
import words from '#lib/i18n/fatal/en.json';
import type { lastWords } from '#components/language/last-words.ts';
import { Button } from '#components/ui/button.tsx';
import './globals.css';

/** Stands in every page's script; the other languages are fetched once they are needed. */
const english: ReturnType<typeof lastWords> = { language: 'en', direction: 'ltr', locale: 'en-GB', words };

/** When even the frame of the page broke: it brings its own document, and its own few words. */
export default function GlobalErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  const [{ language, locale, direction, words: messages }, speak] = useState(english);
  useEffect(() => {
    // Where they cannot be fetched either, English has to do.
    import('#components/language/last-words.ts').then((loaded) => speak(loaded.lastWords()), reportError);
  }, []);
  const t = createTranslator({ locale, messages });
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
