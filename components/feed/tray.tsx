'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import type { FeedFilter } from '#lib/feed/feed-filter.ts';
import type { TrayRegion } from '#lib/feed/feed-story.ts';
import { RegionRing } from '#components/region/region-ring.tsx';
import { CountSign } from '#components/ui/count-sign.tsx';
import { feedPath } from './feed-path.ts';

type Props = { regions: readonly TrayRegion[]; filter: FeedFilter };

/**
 * The regions as marks in the ring of their latest story's day. One leads to
 * that region's stories alone, and back to all.
 */
export const Tray = memo(function Tray({ regions, filter }: Props) {
  const t = useTranslations('tray');
  return (
    <nav aria-label={t('label')} className="-mx-4 md:mx-0">
      <ul className="row-scroll flex gap-1 px-3 py-2 md:px-0 lg:-mx-1 lg:flex-wrap lg:overflow-visible">
        {regions.map(({ region, live, unseen, latest }) => {
          const chosen = region.id === filter.region;
          return (
            <li key={region.id} className="shrink-0 snap-start">
              <Link
                href={feedPath({ ...filter, region: chosen ? undefined : region.id })}
                // Some dozen of them stand here on each visit; few are followed.
                prefetch={false}
                aria-current={chosen ? 'true' : undefined}
                className={`relative flex w-20 flex-col items-center gap-1.5 rounded-md px-0.5 py-2 text-xs ${chosen ? 'bg-accent-soft font-strong text-ink' : 'text-muted hover:bg-sunken hover:text-ink'}`}
              >
                <span className="relative">
                  <RegionRing region={region} expiresAt={latest?.expiresAt ?? null} className="size-14" />
                  {unseen === 0 ? null : <CountSign count={unseen} className="border-2 border-paper" />}
                </span>
                <span className="line-clamp-2 w-full text-center leading-4 text-balance">{region.name}</span>
                <span className="sr-only">
                  {t('live', { count: live })}
                  {unseen === 0 ? null : `, ${t('unseen', { count: unseen })}`}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
});
