'use client';

import { X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type FeedFilter, filterFields, isFiltered } from '#lib/feed/feed-filter.ts';
import type { FeedStory, TrayRegion } from '#lib/feed/feed-story.ts';
import { buttonClass } from '#components/ui/button.tsx';
import { feedPath } from './feed-path.ts';
import { useFilterWords } from './use-filter-words.ts';

type Props = { filter: FeedFilter; tray: readonly TrayRegion[]; shown: readonly FeedStory[] };

/** What the feed is narrowed down by: each part a chip that a tap takes away. */
export function FilterChips({ filter, tray, shown }: Props) {
  const t = useTranslations('feed');
  const words = useFilterWords(tray, shown);
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
