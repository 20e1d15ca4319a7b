'use client';

import useSWR from 'swr';
import type { SetUpPage } from '#lib/set-up/set-up-page.ts';
import { fetchJson } from '#components/live/fetch-json.ts';
import { pollMs } from '#components/live/poll-ms.ts';

/** Somebody waits for the test, which takes seconds. */
const waitingMs = 1_000;

/** How the set-up stands, seeded from the server and kept fresh, quickly so while it is tested. */
export function useSetUp(first: SetUpPage) {
  const { data, mutate } = useSWR<SetUpPage, Error>('/api/set-up', fetchJson, {
    fallbackData: first,
    refreshInterval: (page) => (page?.testing ? waitingMs : pollMs),
  });
  return { page: data ?? first, refetch: () => void mutate() };
}
