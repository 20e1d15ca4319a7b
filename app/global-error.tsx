'use client';

import { useEffect, useState } from 'react';
import words from '#lib/i18n/fatal/en.json';
import type { lastWords } from '#components/language/last-words.ts';
import { Button } from '#components/ui/button.tsx';
import './globals.css';

/** Stands in every page's script; the other languages are fetched once they are needed. */
const english: ReturnType<typeof lastWords> = { language: 'en', direction: 'ltr', words };

/** When even the frame of the page broke: it brings its own document, and its own few words. */
export default function GlobalErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  const [
    {
      language,
      direction,
      words: { title, lead, id, retry: again },
    },
    speak,
  ] = useState(english);
  useEffect(() => {
    // Where they cannot be fetched either, English has to do.
    import('#components/language/last-words.ts').then((loaded) => speak(loaded.lastWords()), reportError);
  }, []);
  return (
    <html lang={language} dir={direction}>
      <body>
        <title>{title}</title>
        <main className="mx-auto flex min-h-dvh max-w-100 flex-col items-center justify-center px-6 text-center">
          <h1 className="text-lg">{title}</h1>
          <p className="mt-2 text-base text-muted">{lead}</p>
          {error.digest === undefined ? null : (
            // What fills in elsewhere knows only what the build has compiled (next.config.js), and these are not.
            <p className="mt-2 text-muted">{id.replace('{id}', error.digest)}</p>
          )}
          <Button look="primary" className="mt-6" onClick={retry}>
            {again}
          </Button>
        </main>
      </body>
    </html>
  );
}
