'use client';

import useSWR from 'swr';
import type { StatusPage } from '#lib/status/status-page.ts';
import { fetchJson } from '#components/live/fetch-json.ts';
import { pollMs } from '#components/live/poll-ms.ts';

/** How things stand, seeded from the server and kept fresh. */
export function useStatus(first: StatusPage) {
  const { data, error, mutate } = useSWR<StatusPage, Error>('/api/status', fetchJson, {
    fallbackData: first,
    refreshInterval: pollMs,
  });
  return { page: data ?? first, failed: error !== undefined, refetch: () => void mutate() };
}
