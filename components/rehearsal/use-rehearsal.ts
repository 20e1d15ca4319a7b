'use client';

import useSWR from 'swr';
import type { Rehearsal } from '#lib/alerts/rehearsal.ts';
import type { RouteChange } from '#lib/alerts/route-change.ts';
import { FetchError } from '#components/live/fetch-json.ts';

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
  const { data, error, isLoading } = useSWR<Rehearsal, Error>(['/api/routes/rehearsal', key], post, {
    ...(key === JSON.stringify(first.asked) && { fallbackData: first.rehearsal }),
    revalidateOnMount: key !== JSON.stringify(first.asked),
    keepPreviousData: true,
    revalidateOnFocus: false,
  });
  return { rehearsal: data ?? first.rehearsal, failed: error !== undefined, busy: isLoading };
}

async function post([url, body]: [string, string]): Promise<Rehearsal> {
  let response: Response;
  try {
    response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  } catch (cause) {
    throw new FetchError(0, { cause });
  }
  if (response.status === 401)
    window.location.assign(`/sign-in?ended=1&to=${encodeURIComponent(window.location.pathname)}`);
  if (!response.ok) throw new FetchError(response.status);
  return (await response.json()) as Rehearsal;
}
