'use client';

import { createContext, type ReactNode, useEffect, useMemo, useState } from 'react';
import { SWRConfig, useSWRConfig } from 'swr';
import { FetchError } from './fetch-json.ts';
import { keysOfHint, readHint } from './live-hint.ts';

export type LiveState = {
  /** When the page last heard from the server, ISO 8601, while it does not; null while all is well. */
  lostAt: string | null;
};

export const LiveContext = createContext<LiveState>({ lostAt: null });

/** Hints that come together, as a burst's do, cause one fetch. */
const gatherMs = 150;
const retryMs = 5_000;

/**
 * Keeps what is on the page fresh: one stream of hints names what is stale, SWR
 * fetches it anew. The hints carry nothing but ids, so a lost one costs no more
 * than waiting for the next poll.
 */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [streamLostAt, setStreamLostAt] = useState<string | null>(null);
  const [fetchLostAt, setFetchLostAt] = useState<string | null>(null);
  const watch = useMemo(
    () => ({
      onSuccess: () => setFetchLostAt(null),
      // A refusal is an answer; only silence and faults of the server leave the page stale.
      onError: (error: unknown) => {
        if (error instanceof FetchError && error.status !== 0 && error.status < 500) return;
        setFetchLostAt((before) => before ?? new Date().toISOString());
      },
    }),
    [],
  );
  const state = useMemo(() => ({ lostAt: earlier(streamLostAt, fetchLostAt) }), [streamLostAt, fetchLostAt]);
  return (
    <LiveContext value={state}>
      <SWRConfig value={watch}>
        <Stream onLost={setStreamLostAt} />
        {children}
      </SWRConfig>
    </LiveContext>
  );
}

function Stream({ onLost }: { onLost: (set: (before: string | null) => string | null) => void }) {
  const { mutate } = useSWRConfig();
  useEffect(() => {
    let source: EventSource | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let gather: ReturnType<typeof setTimeout> | undefined;
    let stale: string[] = [];
    let wasOpen = false;

    const fetchSoon = (keys: readonly string[]) => {
      stale.push(...keys);
      gather ??= setTimeout(() => {
        const starts = stale;
        stale = [];
        gather = undefined;
        void mutate((key) => typeof key === 'string' && starts.some((start) => key.startsWith(start)));
      }, gatherMs);
    };

    const open = () => {
      source = new EventSource('/api/live');
      source.addEventListener('hello', () => {
        onLost(() => null);
        // Whatever happened while the stream was down is fetched once.
        if (wasOpen) fetchSoon(['/api/']);
        wasOpen = true;
      });
      source.addEventListener('hint', (event) => fetchSoon(keysOfHint(readHint(event.data))));
      source.addEventListener('error', () => {
        onLost((before) => before ?? new Date().toISOString());
        // The browser tries again by itself, except after an answer that was not a stream: then the
        // session may have ended, and fetching what is shown finds out.
        if (source?.readyState === EventSource.CLOSED) {
          fetchSoon(['/api/']);
          retry = setTimeout(open, retryMs);
        }
      });
    };
    open();
    return () => {
      source?.close();
      clearTimeout(retry);
      clearTimeout(gather);
    };
  }, [mutate, onLost]);
  return null;
}

/** Moments in ISO 8601 sort as text. */
const earlier = (a: string | null, b: string | null) => (a === null || b === null ? (a ?? b) : a < b ? a : b);
