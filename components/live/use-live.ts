'use client';

import { useContext, useEffect } from 'react';
import type { ToldStory } from '#lib/feed/feed-story.ts';
import { LiveContext, type LiveState, ShowsContext } from './live-provider.tsx';

/** Whether what is on the page is fresh. */
export function useLive(): LiveState {
  return useContext(LiveContext);
}

/** Takes in stories as they come or change. @param show always the same function */
export function useToldStories(show: (stories: readonly ToldStory[]) => void): void {
  const shows = useContext(ShowsContext);
  useEffect(() => {
    shows.add(show);
    return () => void shows.delete(show);
  }, [shows, show]);
}
