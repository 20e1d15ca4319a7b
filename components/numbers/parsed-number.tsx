'use client';

import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { ParsedNumber as Parsed } from '#lib/numbers/parse-number.ts';
import { useNames } from '#components/regions/use-names.ts';

/**
 * Shows a number back as it was understood, with its country, while it is
 * typed. What it reads with is large, so it is loaded only here.
 */
export function ParsedNumber({ text, countries }: { text: string; countries: readonly string[] }) {
  const t = useTranslations('numbers');
  const names = useNames();
  const [parsed, setParsed] = useState<Parsed | null>(null);
  useEffect(() => {
    let current = true;
    void import('#lib/numbers/parse-number.ts').then(({ parseNumber }) => {
      if (current) setParsed(text.trim() === '' ? null : parseNumber(text, countries));
    });
    return () => {
      current = false;
    };
  }, [text, countries]);
  return (
    <span aria-live="polite" className="block min-h-5">
      {parsed?.ok ? (
        <span className="inline-flex items-center gap-1.5 text-ink">
          <Check aria-hidden="true" className="size-4 text-accent" />
          <span className="figures" dir="ltr">
            {parsed.international}
          </span>
          {parsed.country === null ? null : (
            <span className="text-muted">{names.country(parsed.country)}</span>
          )}
        </span>
      ) : (
        t('numberHint')
      )}
    </span>
  );
}
