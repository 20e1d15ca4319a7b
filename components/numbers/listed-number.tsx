'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { NumberRow } from '#lib/numbers/number-row.ts';
import { RegionMark } from '#components/region/region-mark.tsx';
import { useNames } from '#components/regions/use-names.ts';
import { ExactMoment, Moment } from '#components/time/moment.tsx';
import { useNow } from '#components/time/now-provider.tsx';
import { NumberState } from './number-state.tsx';

/** One number of the list; all of it leads to the number's own page. */
export function ListedNumber({ row }: { row: NumberRow }) {
  const t = useTranslations('numbers');
  const names = useNames();
  const now = useNow();
  const muted = row.mutedUntil !== null && new Date(row.mutedUntil) > now;
  return (
    <li className="border-t hairline first:border-t-0">
      <Link
        href={`/numbers/${row.id}`}
        className="group -mx-2 grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-3 rounded-md px-2 py-3 hover:bg-sunken lg:grid-cols-[auto_minmax(0,5fr)_minmax(0,4fr)_minmax(0,6fr)]"
      >
        <RegionMark {...row.region} className="size-9 shrink-0" />
        <span className="min-w-0">
          <span className="block font-strong wrap-anywhere">{row.label}</span>
          <span className="figures block text-muted" dir="ltr">
            <span className="inline-block">{row.shortened}</span>
          </span>
        </span>
        <span className="col-start-2 min-w-0 text-muted lg:col-start-auto">
          <span className="block wrap-anywhere text-ink">{row.region.name}</span>
          <span className="block">
            {t('facts', { kind: t(`kind.${row.kind}`), language: names.language(row.language) })}
          </span>
          {row.follows.length === 0 ? null : (
            <span className="block truncate" title={row.follows.join(', ')}>
              {t('followsMore', { count: row.follows.length, first: row.follows[0] ?? '' })}
            </span>
          )}
        </span>
        <span className="col-start-2 min-w-0 text-muted lg:col-start-auto">
          <NumberState state={row.state} />
          {row.state === 'active' && !muted ? null : (
            <span className="block text-pretty">
              {muted && row.state === 'active'
                ? t.rich('mutedUntil', { at: () => <ExactMoment at={row.mutedUntil ?? ''} /> })
                : t(`next.${row.state}`)}
            </span>
          )}
          <span className="figures block">
            {row.lastReachedAt === null
              ? t('neverReached')
              : t.rich('reached', { at: () => <Moment at={row.lastReachedAt ?? ''} /> })}
          </span>
        </span>
      </Link>
    </li>
  );
}
