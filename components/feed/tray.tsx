'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import useSWR from 'swr';
import type { TrayRegion } from '#lib/feed/feed-story.ts';
import { fetchJson } from '#components/live/fetch-json.ts';
import { pollMs } from '#components/live/poll-ms.ts';
import { RegionRing } from '#components/region/region-ring.tsx';

type Props = { first: TrayRegion[]; regionId: string | null };

/**
 * The regions as marks in the ring of their latest story's day. One leads to
 * that region's stories alone, and back to all.
 */
export function Tray({ first, regionId }: Props) {
  const t = useTranslations('tray');
  const { data } = useSWR<{ regions: TrayRegion[] }, Error>('/api/tray', fetchJson, {
    fallbackData: { regions: first },
    refreshInterval: pollMs,
  });
  const regions = data?.regions ?? first;
  return (
    <nav aria-label={t('label')} className="-mx-4 md:mx-0">
      <ul className="row-scroll flex gap-1 px-3 py-2 md:px-0 lg:-mx-1 lg:flex-wrap lg:overflow-visible">
        {regions.map(({ region, live, latest }) => {
          const chosen = region.id === regionId;
          return (
            <li key={region.id} className="shrink-0 snap-start">
              <Link
                href={chosen ? '/' : `/?region=${region.id}`}
                // Some dozen of them stand here on each visit; few are followed.
                prefetch={false}
                aria-current={chosen ? 'true' : undefined}
                className={`relative flex w-20 flex-col items-center gap-1.5 rounded-md px-0.5 py-2 text-xs ${chosen ? 'bg-accent-soft font-strong text-ink' : 'text-muted hover:bg-sunken hover:text-ink'}`}
              >
                <RegionRing region={region} expiresAt={latest?.expiresAt ?? null} className="size-14" />
                <span className="line-clamp-2 w-full text-center leading-4 text-balance">{region.name}</span>
                <span className="sr-only">{t('live', { count: live })}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
