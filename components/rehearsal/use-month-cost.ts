'use client';

import useSWR from 'swr';
import type { MonthCost } from '#lib/alerts/rehearsal.ts';
import type { RouteChange } from '#lib/alerts/route-change.ts';
import { postJson } from './post-json.ts';

/**
 * What the last 30 days come to under a draft; the former answer stays until
 * the new one is there. Nothing but the draft is part of the question, so that
 * another account or moment asks for nothing.
 * @param changes undefined: not known yet, and nothing is asked
 */
export function useMonthCost(changes: readonly RouteChange[] | undefined) {
  const { data, error, isLoading, isValidating, mutate } = useSWR<MonthCost, Error>(
    changes === undefined ? null : ['/api/routes/month-cost', JSON.stringify({ changes })],
    postJson<MonthCost>,
    { keepPreviousData: true, revalidateOnFocus: false },
  );
  return {
    month: data,
    failed: error !== undefined,
    busy: isLoading,
    retrying: isValidating,
    retry: () => void mutate(),
  };
}
