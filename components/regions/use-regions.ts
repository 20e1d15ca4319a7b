'use client';

import useSWR from 'swr';
import type { RegionsPage } from '#lib/regions/region-row.ts';
import { fetchJson } from '#components/live/fetch-json.ts';
import { pollMs } from '#components/live/poll-ms.ts';

/** The regions page's data, seeded from the server and kept fresh: a phone that joins shows here by itself. */
export function useRegions(first: RegionsPage) {
  const { data, mutate } = useSWR<RegionsPage, Error>('/api/regions', fetchJson, {
    fallbackData: first,
    refreshInterval: pollMs,
  });
  return { page: data ?? first, refetch: () => void mutate() };
}
