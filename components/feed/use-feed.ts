'use client';

import { useCallback, useEffect, useReducer, useState } from 'react';
import useSWR from 'swr';
import { type FeedFilter, filterQuery } from '#lib/feed/feed-filter.ts';
import type { FeedPage } from '#lib/feed/feed-story.ts';
import { fetchJson } from '#components/live/fetch-json.ts';
import { pollMs } from '#components/live/poll-ms.ts';
import { appendPage, feedState, type FeedState, reveal, takeHead } from './feed-state.ts';

/** Nearer to the top than this, newcomers slide in; further down they wait behind the pill. */
const topPx = 120;

type Step =
  | { kind: 'head'; page: FeedPage; slideIn: boolean }
  | { kind: 'older'; page: FeedPage }
  | { kind: 'reveal' };

function step(state: FeedState, action: Step): FeedState {
  switch (action.kind) {
    case 'head':
      return takeHead(state, action.page, action.slideIn);
    case 'older':
      return appendPage(state, action.page);
    case 'reveal':
      return reveal(state);
  }
}

/**
 * The feed, seeded from the server, kept fresh by hints and polling, and
 * continued page by page.
 */
export function useFeed(first: FeedPage, filter: FeedFilter) {
  const query = filterQuery(filter);
  const [state, dispatch] = useReducer(step, first, feedState);
  const { data } = useSWR<FeedPage, Error>(`/api/feed?${query}`, fetchJson, {
    fallbackData: first,
    refreshInterval: pollMs,
    revalidateOnMount: true,
  });

  useEffect(() => {
    if (data === undefined || data === first) return;
    dispatch({ kind: 'head', page: data, slideIn: window.scrollY < topPx });
  }, [data, first]);

  const [older, setOlder] = useState<'idle' | 'loading' | 'failed'>('idle');
  const { nextCursor } = state;
  const loadOlder = useCallback(async () => {
    if (nextCursor === null) return;
    setOlder('loading');
    try {
      const page = await fetchJson<FeedPage>(`/api/feed?${query}&cursor=${encodeURIComponent(nextCursor)}`);
      dispatch({ kind: 'older', page });
      setOlder('idle');
    } catch {
      // Said on the button itself, which tries again.
      setOlder('failed');
    }
  }, [nextCursor, query]);

  const showWaiting = useCallback(() => {
    window.scrollTo({ top: 0 });
    dispatch({ kind: 'reveal' });
  }, []);

  return { state, older, loadOlder, showWaiting };
}
