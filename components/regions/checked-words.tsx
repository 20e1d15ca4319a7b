'use client';

import { CircleAlert } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { AccountRow, AccountTrouble } from '#lib/regions/region-row.ts';
import { ago } from '#lib/i18n/time-left.ts';
import { dayAndTime } from '#components/time/moment.tsx';
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
  const { trouble } = freshness;
  if (freshness.state === 'late' && trouble !== null)
    return <NotChecked at={freshness.at} trouble={trouble} />;
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

const timeAlone = { hour: '2-digit', minute: '2-digit', hour12: false } as const;

/** Since when, and why: what a list has room for; the account's own page says the rest. */
function NotChecked({ at, trouble }: { at: Date; trouble: AccountTrouble }) {
  const t = useTranslations('accounts');
  const format = useFormatter();
  const now = useNow();
  // Within a day the time alone says it, in the little room that there is.
  const when = format.dateTime(at, ago(at, now).key === 'date' ? dayAndTime : timeAlone);
  return (
    <span className="inline-flex items-start gap-1.5 text-bad">
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span className="text-pretty">{t('notSince', { when, why: t(`why.${trouble}`) })}</span>
    </span>
  );
}
