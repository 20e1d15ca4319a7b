'use client';

import { X } from 'lucide-react';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import {
  type FeedFilter,
  type FilterField,
  filterFields,
  isFiltered,
  standings,
} from '#lib/feed/feed-filter.ts';
import type { TrayRegion } from '#lib/feed/feed-story.ts';
import { buttonClass } from '#components/ui/button.tsx';
import { groupsOf } from './groups-of.ts';
import { feedPath } from './feed-path.ts';

type Props = { filter: FeedFilter; tray: readonly TrayRegion[] };

/** What the feed is narrowed down by: each part a chip that a tap takes away. */
export function FilterChips({ filter, tray }: Props) {
  const t = useTranslations('feed');
  const words = useFilterWords(tray);
  if (!isFiltered(filter)) return null;
  return (
    <ul aria-label={t('narrowedBy')} className="flex flex-wrap items-center gap-2 pt-3">
      {filterFields.map((field) => {
        const value = filter[field];
        if (value === undefined) return null;
        const chip = words(field, value);
        return (
          <li key={field} className="max-w-full min-w-0">
            <Link
              href={feedPath({ ...filter, [field]: undefined })}
              scroll={false}
              prefetch={false}
              className="flex min-h-9 max-w-full items-center gap-2 rounded-full bg-accent-soft ps-3 pe-2 text-sm text-ink hover:bg-sunken pointer-coarse:min-h-11"
            >
              <span className="truncate" dir="auto">
                {chip}
              </span>
              <span className="sr-only">{t('takeAway')}</span>
              <X aria-hidden="true" className="size-4 shrink-0" />
            </Link>
          </li>
        );
      })}
      <li>
        <Link href="/" scroll={false} prefetch={false} className={buttonClass('quiet')}>
          {t('clearAll')}
        </Link>
      </li>
    </ul>
  );
}

/** What a part of a filter says, in words. */
function useFilterWords(tray: readonly TrayRegion[]) {
  const t = useTranslations('feed');
  const format = useFormatter();
  const day = (text: string) =>
    format.dateTime(new Date(`${text}T12:00Z`), { dateStyle: 'medium', timeZone: 'UTC' });
  return (field: FilterField, value: string): string => {
    switch (field) {
      case 'region':
        return tray.find(({ region }) => region.id === value)?.region.name ?? t('filters.region');
      case 'group':
        return groupsOf(tray).find(({ id }) => id === value)?.name ?? t('filters.group');
      case 'account':
        return `@${value}`;
      case 'kind':
        return t(value === 'video' ? 'kinds.video' : 'kinds.image');
      case 'standing':
        return t(`standings.${standings.find((each) => each === value) ?? 'missing'}`);
      case 'from':
        return t('fromDay', { day: day(value) });
      case 'to':
        return t('toDay', { day: day(value) });
      case 'q':
        return t('quoted', { words: value });
    }
  };
}
