'use client';

import { useTranslations } from 'next-intl';
import type { OptInRow } from '#lib/numbers/number-row.ts';
import { ExactMoment } from '#components/time/moment.tsx';

/** The proofs that a number's holder wants to hear, latest first. */
export function OptIns({ rows }: { rows: readonly OptInRow[] }) {
  const t = useTranslations('numbers');
  if (rows.length === 0) return <p className="text-muted">{t('optInNone')}</p>;
  return (
    <ul className="flex flex-col gap-3">
      {rows.map((row) => (
        <li key={`${row.at} ${row.kind} ${row.words}`}>
          <p className="font-strong">
            {row.by === null ? t(`optInKind.${row.kind}`) : t('optInBy', { person: row.by })}
          </p>
          <p className="wrap-anywhere">{t('quoted', { words: row.words })}</p>
          <p className="figures text-muted">
            <ExactMoment at={row.at} />
          </p>
        </li>
      ))}
    </ul>
  );
}
