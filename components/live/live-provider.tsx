'use client';

import { createContext, type ReactNode, useEffect, useMemo, useState } from 'react';
import { SWRConfig, useSWRConfig } from 'swr';
import { FetchError, fetchJson } from './fetch-json.ts';
import { type Heard, listenTogether } from './listen-together.ts';
import { keysOfHint, readHint } from './live-hint.ts';

export type LiveState = {
  /** When the page last heard from the server, ISO 8601, while it does not; null while all is well. */
  lostAt: string | null;
};

export const LiveContext = createContext<LiveState>({ lostAt: null });

/** Hints that come together, as a burst's do, cause one fetch. */
const gatherMs = 150;
/** So soon after it came, a page holds nothing that is stale. */
const freshMs = 2_000;

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
      onSuccess: () => {
        setFetchLostAt(null);
        // Without the stream, polling still brings what is new.
        setStreamLostAt((before) => (before === null ? null : new Date().toISOString()));
      },
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
    let gather: ReturnType<typeof setTimeout> | undefined;
    let stale: string[] = [];
    const mountedAt = performance.now();

    const fetchSoon = (keys: readonly string[]) => {
      stale.push(...keys);
      gather ??= setTimeout(() => {
        const starts = stale;
        stale = [];
        gather = undefined;
        void mutate((key) => typeof key === 'string' && starts.some((start) => key.startsWith(start)));
      }, gatherMs);
    };

    const onHeard = (heard: Heard) => {
      switch (heard.kind) {
        case 'open':
          onLost(() => null);
          // What happened while there was no stream is fetched once; a page that has just come is fresh.
          if (performance.now() - mountedAt > freshMs) fetchSoon(['/api/']);
          break;
        case 'hint':
          fetchSoon(keysOfHint(readHint(heard.data)));
          break;
        case 'lost':
          onLost((before) => before ?? new Date().toISOString());
          break;
        case 'refused':
          // The session may have ended; asking finds out, also on a page that fetches nothing by itself.
          fetchJson('/api/sessions').then(
            () => fetchSoon(['/api/']),
            () => fetchSoon(['/api/']),
          );
      }
    };

    const stop = listenTogether(onHeard);
    return () => {
      stop();
      clearTimeout(gather);
    };
  }, [mutate, onLost]);
  return null;
}

/** Moments in ISO 8601 sort as text. */
const earlier = (a: string | null, b: string | null) => (a === null || b === null ? (a ?? b) : a < b ? a : b);
