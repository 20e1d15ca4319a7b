'use client';

import { useCallback, useEffect, useRef } from 'react';
import { mostMarked } from '#lib/seen/most-marked.ts';
import { sendSeen } from '#components/seen/send-seen.ts';
import { seenOnLeaving, type ViewerState } from './viewer-state.ts';

/** What is seen within this time goes in one request. */
const gatherMs = 1_000;

/**
 * Tells the server what was really shown: now and then, when the tab goes out
 * of sight, and when one leaves, of whatever kind that is.
 */
export function useSeen(state: ViewerState): void {
  const latest = useRef(state);
  const told = useRef(new Set<string>());
  useEffect(() => {
    latest.current = state;
  }, [state]);

  const tell = useCallback((ids: ReadonlySet<string>) => {
    const known = latest.current.reels.flatMap(({ stories }) =>
      stories.flatMap(({ id, seen }) => (seen ? id : [])),
    );
    const storyIds = [...ids]
      .filter((id) => !told.current.has(id) && !known.includes(id))
      .slice(0, mostMarked);
    if (storyIds.length === 0) return;
    for (const id of storyIds) told.current.add(id);
    sendSeen(storyIds, true, { keepalive: true }).catch(() => {
      // It goes with whatever is seen next.
      for (const id of storyIds) told.current.delete(id);
    });
  }, []);

  useEffect(() => {
    const timer = setTimeout(() => tell(state.seen), gatherMs);
    return () => clearTimeout(timer);
  }, [state.seen, tell]);

  useEffect(() => {
    const onLeaving = () => tell(seenOnLeaving(latest.current));
    const onHidden = () => {
      if (document.visibilityState === 'hidden') tell(latest.current.seen);
    };
    window.addEventListener('pagehide', onLeaving);
    document.addEventListener('visibilitychange', onHidden);
    return () => {
      window.removeEventListener('pagehide', onLeaving);
      document.removeEventListener('visibilitychange', onHidden);
      onLeaving();
    };
  }, [tell]);
}
