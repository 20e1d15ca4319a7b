'use client';

import { useCallback, useReducer, useRef, useState } from 'react';
import useSWR, { useSWRConfig } from 'swr';
import { type FeedFilter, filterQuery, isFiltered } from '#lib/feed/feed-filter.ts';
import type { FeedPage, ToldStory } from '#lib/feed/feed-story.ts';
import { fetchJson } from '#components/live/fetch-json.ts';
import { pollMs } from '#components/live/poll-ms.ts';
import { useToldStories } from '#components/live/use-live.ts';
import { sendSeen } from '#components/seen/send-seen.ts';
import {
  appendPage,
  feedState,
  type FeedState,
  markStories,
  reveal,
  settleMarks,
  takeHead,
  takeTold,
} from './feed-state.ts';

/** Nearer to the top than this, newcomers slide in; further down they wait behind the pill. */
const topPx = 120;

const isAtTop = () => window.scrollY < topPx;

type Step =
  | { kind: 'anew'; page: FeedPage }
  | { kind: 'head'; page: FeedPage; slideIn: boolean }
  | { kind: 'told'; stories: readonly ToldStory[]; slideIn: boolean }
  | { kind: 'older'; page: FeedPage }
  | { kind: 'reveal' }
  | { kind: 'mark'; ids: readonly string[]; seen: boolean }
  | { kind: 'settle'; ids: readonly string[] };

function step(state: FeedState, action: Step): FeedState {
  switch (action.kind) {
    case 'anew':
      return feedState(action.page);
    case 'head':
      return takeHead(state, action.page, action.slideIn);
    case 'told':
      return takeTold(state, action.stories, action.slideIn);
    case 'older':
      return appendPage(state, action.page);
    case 'reveal':
      return reveal(state);
    case 'mark':
      return markStories(state, action.ids, action.seen);
    case 'settle':
      return settleMarks(state, action.ids);
  }
}

/**
 * The feed, seeded from the server, kept fresh by the stream and polling, and
 * continued page by page.
 */
export function useFeed(first: FeedPage, filter: FeedFilter) {
  const query = filterQuery(filter);
  const [state, dispatch] = useReducer(step, first, feedState);
  const [shownFor, setShownFor] = useState(query);
  if (shownFor !== query) {
    // Another filter: the server has sent the first page of another list.
    setShownFor(query);
    dispatch({ kind: 'anew', page: first });
  }
  const swr = useSWRConfig();
  const taken = useRef(first);
  useSWR<FeedPage, Error>(`/api/feed?${query}`, fetchJson, {
    fallbackData: first,
    refreshInterval: pollMs,
    revalidateOnMount: true,
    // Not by an effect: what the stream tells of while the feed is fetched must come after it.
    onSuccess: (page, key) => {
      swr.onSuccess(page, key, swr);
      if (swr.compare(page, taken.current)) return;
      taken.current = page;
      dispatch({ kind: 'head', page, slideIn: isAtTop() });
    },
  });

  const whole = !isFiltered(filter);
  const show = useCallback(
    (stories: readonly ToldStory[]) => {
      // Whether they belong into a list that is narrowed down, the server knows: that list is fetched.
      if (whole) dispatch({ kind: 'told', stories, slideIn: isAtTop() });
    },
    [whole],
  );
  useToldStories(show);

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

  const sending = useRef<Promise<void>>(Promise.resolve());
  /** @returns why it was refused, once it is known; the marks are then as they were */
  const mark = useCallback(async (ids: readonly string[], seen: boolean): Promise<unknown> => {
    dispatch({ kind: 'mark', ids, seen });
    // One after the other: a mark and its undoing must not overtake each other on their way.
    const sent = sending.current.then(() => sendSeen(ids, seen));
    // Whoever sent it hears of a refusal; the next one goes out all the same.
    sending.current = sent.catch(() => undefined);
    try {
      await sent;
      return undefined;
    } catch (error) {
      dispatch({ kind: 'mark', ids, seen: !seen });
      return error;
    } finally {
      dispatch({ kind: 'settle', ids });
    }
  }, []);

  return { state, older, loadOlder, showWaiting, mark };
}
