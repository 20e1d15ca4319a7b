'use client';

import useSWR from 'swr';
import { type NumberFilter, numberQuery } from '#lib/numbers/number-filter.ts';
import type { NumberPage, NumbersPage } from '#lib/numbers/number-row.ts';
import { fetchJson } from '#components/live/fetch-json.ts';
import { pollMs } from '#components/live/poll-ms.ts';

/** A page of the list, seeded from the server and kept fresh: a phone that joins shows by itself. */
export function useNumbers(filter: NumberFilter, first: NumbersPage): NumbersPage {
  const { data } = useSWR<NumbersPage, Error>(`/api/numbers${numberQuery(filter)}`, fetchJson, {
    fallbackData: first,
    refreshInterval: pollMs,
  });
  return data ?? first;
}

/** One number, likewise. @param gone it was removed here, and is asked for no more */
export function useNumber(first: NumberPage, gone: boolean) {
  const { data, mutate } = useSWR<NumberPage, Error>(gone ? null : `/api/numbers/${first.id}`, fetchJson, {
    fallbackData: first,
    refreshInterval: pollMs,
  });
  return { page: data ?? first, refetch: () => void mutate() };
}
