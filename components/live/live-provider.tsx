'use client';

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { SWRConfig, useSWRConfig } from 'swr';
import type { ToldStory } from '#lib/feed/feed-story.ts';
import { FetchError, fetchJson } from './fetch-json.ts';
import { followHints } from './follow-hints.ts';
import { listenTogether } from './listen-together.ts';

export type LiveState = {
  /** When the page last heard from the server, ISO 8601, while it does not; null while all is well. */
  lostAt: string | null;
};

export const LiveContext = createContext<LiveState>({ lostAt: null });

type Shows = (stories: readonly ToldStory[]) => void;

/** Who shows stories as they are told of. */
export const ShowsContext = createContext<Set<Shows>>(new Set());

/**
 * Keeps what is on the page fresh: one stream brings stories as they come, and
 * hints that name what else is stale, which SWR fetches anew. Whatever of it is
 * lost costs no more than waiting for the next poll.
 */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [streamLostAt, setStreamLostAt] = useState<string | null>(null);
  const [fetchLostAt, setFetchLostAt] = useState<string | null>(null);
  const [shows] = useState(() => new Set<Shows>());
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
      <ShowsContext value={shows}>
        <SWRConfig value={watch}>
          <Stream onLost={setStreamLostAt} />
          {children}
        </SWRConfig>
      </ShowsContext>
    </LiveContext>
  );
}

function Stream({ onLost }: { onLost: (set: (before: string | null) => string | null) => void }) {
  const { mutate } = useSWRConfig();
  const shows = useContext(ShowsContext);
  useEffect(() => {
    const page = followHints({
      refetch: (starts) =>
        mutate((key) => typeof key === 'string' && starts.some((start) => key.startsWith(start))),
      show: (stories) => {
        for (const show of shows) show(stories);
      },
      // The session may have ended; asking finds out, also on a page that fetches nothing by itself.
      askSession: () => fetchJson('/api/sessions'),
      setLost: onLost,
    });
    const stop = listenTogether(page.hear);
    return () => {
      stop();
      page.stop();
    };
  }, [mutate, onLost, shows]);
  return null;
}

/** Moments in ISO 8601 sort as text. */
const earlier = (a: string | null, b: string | null) => (a === null || b === null ? (a ?? b) : a < b ? a : b);
