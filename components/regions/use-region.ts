'use client';

import useSWR from 'swr';
import type { RegionPage } from '#lib/regions/region-row.ts';
import { fetchJson } from '#components/live/fetch-json.ts';
import { pollMs } from '#components/live/poll-ms.ts';

/** One region's page, seeded from the server and kept fresh: checks and phones that join show by themselves. */
export function useRegion(first: RegionPage) {
  const { data, mutate } = useSWR<RegionPage, Error>(`/api/regions/${first.region.id}`, fetchJson, {
    fallbackData: first,
    refreshInterval: pollMs,
  });
  return { page: data ?? first, refetch: () => void mutate() };
}
