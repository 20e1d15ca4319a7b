'use client';

import useSWR from 'swr';
import type { ConnectionsPage } from '#lib/accounts/connections-page.ts';
import { fetchJson } from '#components/live/fetch-json.ts';
import { pollMs } from '#components/live/poll-ms.ts';

/** Somebody waits for Meta's answer, which takes seconds. */
const waitingMs = 1_000;

/** The connection to Meta, seeded from the server and kept fresh, quickly so while a check is under way. */
export function useConnections(first: ConnectionsPage) {
  const { data, mutate } = useSWR<ConnectionsPage, Error>('/api/connections', fetchJson, {
    fallbackData: first,
    refreshInterval: (page) => (page?.tokens.some(({ checking }) => checking) ? waitingMs : pollMs),
  });
  return { page: data ?? first, refetch: () => void mutate() };
}
