'use client';

import { startTransition, useCallback, useEffect, useReducer, useRef, useState } from 'react';
import useSWR, { useSWRConfig } from 'swr';
import { type FeedFilter, filterQuery, isFiltered } from '#lib/feed/feed-filter.ts';
import type { FeedPage, ToldStory } from '#lib/feed/feed-story.ts';
import { fetchJson } from '#components/live/fetch-json.ts';
import { pollMs } from '#components/live/poll-ms.ts';
import { useToldStories } from '#components/live/use-live.ts';
import { hearSeen } from '#components/seen/seen-news.ts';
import { useHydrated } from '#components/ui/use-hydrated.ts';
import { sendSeen } from '#components/seen/send-seen.ts';
import { feedComeBackTo, rememberState } from './feed-memory.ts';
import {
  appendPage,
  feedState,
  type FeedState,
  markStories,
  reveal,
  seenElsewhere,
  settleMarks,
  takeHead,
  takeTold,
  unfoldRegion,
} from './feed-state.ts';

/** Nearer to the top than this, newcomers slide in; further down they wait behind the pill. */
const topPx = 120;

const isAtTop = () => window.scrollY < topPx;

type Step =
  | { kind: 'anew'; state: FeedState }
  | { kind: 'head'; page: FeedPage; slideIn: boolean }
  | { kind: 'told'; stories: readonly ToldStory[]; slideIn: boolean }
  | { kind: 'older'; page: FeedPage; after: string }
  | { kind: 'reveal' }
  | { kind: 'mark'; ids: readonly string[]; seen: boolean }
  | { kind: 'settle'; ids: readonly string[] }
  | { kind: 'seen'; ids: readonly string[]; seen: boolean }
  | { kind: 'unfold'; regionId: string };

function step(state: FeedState, action: Step): FeedState {
  switch (action.kind) {
    case 'anew':
      return action.state;
    case 'head':
      return takeHead(state, action.page, action.slideIn);
    case 'told':
      return takeTold(state, action.stories, action.slideIn);
    case 'older':
      return appendPage(state, action.page, action.after);
    case 'reveal':
      return reveal(state);
    case 'mark':
      return markStories(state, action.ids, action.seen);
    case 'settle':
      return settleMarks(state, action.ids);
    case 'seen':
      return seenElsewhere(state, action.ids, action.seen);
    case 'unfold':
      return unfoldRegion(state, action.regionId);
  }
}

/**
 * The feed, seeded from the server or, going back in the history, from how it
 * was left; kept fresh by the stream and polling, and continued page by page.
 * What is drawn anew by itself is drawn in slices: a list of thousands must not
 * keep a finger waiting.
 */
export function useFeed(first: FeedPage, filter: FeedFilter) {
  const query = filterQuery(filter);
  const [back, setBack] = useState(() => feedComeBackTo(query));
  const [state, dispatch] = useReducer(step, first, (page) => back?.state ?? feedState(page));
  const [older, setOlder] = useState<'idle' | 'loading' | 'failed'>('idle');
  const [shownFor, setShownFor] = useState(query);
  if (shownFor !== query) {
    // Another filter: the server has sent the first page of another list.
    const left = feedComeBackTo(query);
    setShownFor(query);
    setBack(left);
    setOlder('idle');
    dispatch({ kind: 'anew', state: left?.state ?? feedState(first) });
  }
  useEffect(() => rememberState(query, state), [query, state]);
  const hydrated = useHydrated();
  const [navigated] = useState(hydrated);
  const swr = useSWRConfig();
  const taken = useRef(first);
  useSWR<FeedPage, Error>(`/api/feed?${query}`, fetchJson, {
    fallbackData: first,
    refreshInterval: pollMs,
    // Of a whole new page the stream, as it opens, has the feed fetched: before that something could still be missed.
    revalidateOnMount: navigated,
    // Not by an effect: what the stream tells of while the feed is fetched must come after it.
    onSuccess: (page, key) => {
      swr.onSuccess(page, key, swr);
      if (swr.compare(page, taken.current)) return;
      taken.current = page;
      const slideIn = isAtTop();
      startTransition(() => dispatch({ kind: 'head', page, slideIn }));
    },
  });

  useEffect(() => hearSeen((ids, seen) => startTransition(() => dispatch({ kind: 'seen', ids, seen }))), []);
  const whole = !isFiltered(filter);
  const show = useCallback(
    (stories: readonly ToldStory[]) => {
      // Whether they belong into a list that is narrowed down, the server knows: that list is fetched.
      if (!whole) return;
      const slideIn = isAtTop();
      startTransition(() => dispatch({ kind: 'told', stories, slideIn }));
    },
    [whole],
  );
  useToldStories(show);

  const { nextCursor } = state;
  const loading = useRef<string | null>(null);
  const loadOlder = useCallback(async () => {
    if (nextCursor === null || loading.current === nextCursor) return;
    loading.current = nextCursor;
    setOlder('loading');
    try {
      const page = await fetchJson<FeedPage>(`/api/feed?${query}&cursor=${encodeURIComponent(nextCursor)}`);
      startTransition(() => {
        dispatch({ kind: 'older', page, after: nextCursor });
        setOlder('idle');
      });
    } catch {
      // Said above the button, which tries again.
      setOlder('failed');
    } finally {
      loading.current = null;
    }
  }, [nextCursor, query]);

  const unfold = useCallback((regionId: string) => dispatch({ kind: 'unfold', regionId }), []);

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

  return { state, back, older, loadOlder, unfold, showWaiting, mark };
}
