'use client';

import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { AccountRow } from '#lib/regions/region-row.ts';
import { ago } from '#lib/i18n/time-left.ts';
import { useNow } from '#components/time/now-provider.tsx';
import { freshnessOf } from './freshness.ts';

type Props = { accounts: readonly AccountRow[]; archived: boolean };

/** When accounts were last checked, in words; red with a sign when that is too long ago. */
export function CheckedWords({ accounts, archived }: Props) {
  const t = useTranslations('accounts');
  const times = useTranslations('ago');
  const now = useNow();
  const freshness = freshnessOf(accounts, now);
  if (freshness.state === 'none') return null;
  if (archived) return <span className="text-muted">{t('resting')}</span>;
  if (freshness.state === 'never') return <span className="text-muted">{t('neverChecked')}</span>;
  const gone = ago(freshness.at, now);
  const when = gone.key === 'date' ? times('long') : times(gone.key, { count: gone.count });
  return freshness.state === 'late' ? (
    <span className="inline-flex items-center gap-1.5 text-bad">
      <CircleAlert aria-hidden="true" className="size-4 shrink-0" />
      {t('late', { when })}
    </span>
  ) : (
    <span className="text-muted">{t('checked', { when })}</span>
  );
}
