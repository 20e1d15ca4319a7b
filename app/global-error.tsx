'use client';

import { createTranslator } from 'next-intl';
import fatal from '#lib/i18n/fatal/en.json';
import { Button } from '#components/ui/button.tsx';
import './globals.css';

/** When even the frame of the page broke: it brings its own document, and its own few words. */
export default function GlobalErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  const t = createTranslator({ locale: 'en-GB', messages: fatal });
  return (
    <html lang="en-GB">
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
