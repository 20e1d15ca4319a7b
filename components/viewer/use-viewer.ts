'use client';

import { type Dispatch, useEffect, useReducer, useRef } from 'react';
import useSWR from 'swr';
import { type FeedFilter, filterQuery } from '#lib/feed/feed-filter.ts';
import type { Reels } from '#lib/feed/feed-story.ts';
import { fetchJson } from '#components/live/fetch-json.ts';
import { pollMs } from '#components/live/poll-ms.ts';
import { useClock } from './use-clock.ts';
import { useLessMotion } from './use-less-motion.ts';
import {
  needsTime,
  pictureMs,
  storyAt,
  type ViewerState,
  type ViewerStep,
  viewerState,
  viewerStep,
} from './viewer-state.ts';

export type Viewer = {
  state: ViewerState;
  dispatch: Dispatch<ViewerStep>;
  /** Where the video that is watched tells how far it is. */
  video: React.RefObject<HTMLVideoElement | null>;
};

/** What is watched, kept fresh and running. */
export function useViewer(first: Reels, opened: string, begin: string, filter: FeedFilter): Viewer {
  const [state, dispatch] = useReducer(viewerStep, first.reels, (reels) => viewerState(reels, begin));
  const video = useRef<HTMLVideoElement>(null);
  const query = new URLSearchParams(filterQuery(filter));
  query.set('code', opened);
  const { data } = useSWR<Reels, Error>(`/api/reels?${query.toString()}`, fetchJson, {
    fallbackData: first,
    refreshInterval: pollMs,
    revalidateOnMount: false,
  });
  useEffect(() => {
    if (data !== undefined && data !== first) dispatch({ kind: 'renew', reels: data.reels });
  }, [data, first]);

  const byHand = useLessMotion();
  useEffect(() => dispatch({ kind: 'byHand', byHand }), [byHand]);

  useEffect(() => {
    const look = () =>
      dispatch({ kind: document.visibilityState === 'hidden' ? 'pause' : 'resume', reason: 'hidden' });
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);

  useClock(needsTime(state), (ms) => {
    const playing = storyAt(state).videoUrl === null || state.broken ? null : video.current;
    dispatch({ kind: 'tick', ms, ...(playing === null ? {} : { video: placeIn(playing) }) });
  });
  return { state, dispatch, video };
}

/** How far a video is, in ms; one that does not know its length yet counts as long as a picture. */
function placeIn({ currentTime, duration }: HTMLVideoElement): { playedMs: number; lengthMs: number } {
  const known = Number.isFinite(duration) && duration > 0;
  return { playedMs: currentTime * 1000, lengthMs: known ? duration * 1000 : pictureMs };
}
