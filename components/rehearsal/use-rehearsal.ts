'use client';

import useSWR from 'swr';
import type { Rehearsal } from '#lib/alerts/rehearsal.ts';
import type { RouteChange } from '#lib/alerts/route-change.ts';
import { postJson } from './post-json.ts';

/** What is to be rehearsed, as the route takes it. */
export type Asked = {
  accountId: string;
  /** Undefined: now. */
  at?: { date: string; time: string; timeZone: string };
  changes: readonly RouteChange[];
};

/** The rehearsal of what is asked, always the newest; the former one stays until it is there. */
export function useRehearsal(asked: Asked, first: { asked: Asked; rehearsal: Rehearsal }) {
  const key = JSON.stringify(asked);
  const { data, error, isLoading, isValidating, mutate } = useSWR<Rehearsal, Error>(
    ['/api/routes/rehearsal', key],
    postJson<Rehearsal>,
    {
      ...(key === JSON.stringify(first.asked) && { fallbackData: first.rehearsal }),
      revalidateOnMount: key !== JSON.stringify(first.asked),
      keepPreviousData: true,
      revalidateOnFocus: false,
    },
  );
  return {
    rehearsal: data ?? first.rehearsal,
    failed: error !== undefined,
    busy: isLoading,
    retrying: isValidating,
    retry: () => void mutate(),
  };
}
