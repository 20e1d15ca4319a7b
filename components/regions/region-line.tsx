'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { RegionRow } from '#lib/regions/region-row.ts';
import { RegionMark } from '#components/region/region-mark.tsx';
import { CheckedWords } from './checked-words.tsx';
import { NumberWords } from './number-words.tsx';
import { LocalTime, QuietWords, useCountryWords } from './place-words.tsx';
import { useNames } from './use-names.ts';

/** One region of the list: who, where and when, whether its accounts are checked, and how many phones hear. */
export function RegionLine({ region }: { region: RegionRow }) {
  const t = useTranslations('regions');
  const names = useNames();
  const countries = useCountryWords()(region);
  const archived = region.archivedAt !== null;
  return (
    <li
      data-region={region.name}
      className="relative grid grid-cols-[2.25rem_minmax(0,1fr)] items-center gap-x-3 gap-y-0.5 border-t hairline py-2.5 first:border-t-0 hover:bg-sunken/60 lg:grid-cols-[2.25rem_minmax(0,6fr)_minmax(0,5fr)_minmax(0,3fr)_minmax(0,3fr)] lg:gap-x-5"
    >
      <RegionMark
        markText={region.markText}
        markColor={region.markColor}
        className="row-span-3 size-9 self-start lg:row-span-1 lg:self-center"
      />
      <div className="min-w-0">
        <Link
          href={`/regions/${region.id}`}
          className="line-clamp-2 font-strong wrap-anywhere before:absolute before:inset-0 before:content-['']"
        >
          {region.name}
        </Link>
        {countries === '' ? null : (
          <p suppressHydrationWarning className="truncate text-sm text-muted">
            {countries}
          </p>
        )}
      </div>
      <p suppressHydrationWarning className="text-sm text-muted">
        <LocalTime timeZone={region.timeZone} />
        {` · ${names.language(region.language)}`}
        <span className="block max-lg:hidden">
          <QuietWords quietHours={region.quietHours} />
        </span>
      </p>
      <p className="text-sm">
        {region.accounts.length === 0 ? (
          <span className="text-muted">{t('onlyListens')}</span>
        ) : (
          <>
            <span className="me-1.5 figures lg:block">
              {t('accounts', { count: region.accounts.length })}
            </span>
            <CheckedWords accounts={region.accounts} archived={archived} />
          </>
        )}
      </p>
      <p className="figures text-sm text-muted max-lg:col-start-2">
        <NumberWords counts={region.numberCounts} />
        <span className="lg:hidden">
          {' · '}
          <QuietWords quietHours={region.quietHours} />
        </span>
      </p>
    </li>
  );
}
