'use client';

import { useEffect } from 'react';
import { sendSeen } from './send-seen.ts';

/** Who looks shorter than this has passed by. */
const lookMs = 1_000;

/**
 * Marks an open story as seen once it has been in sight for a second. A page
 * in the background is in nobody's sight.
 * @param storyId undefined while it is not known
 * @param seen nothing is to do any more
 */
export function useSeenOnView(storyId: string | undefined, seen: boolean): void {
  useEffect(() => {
    if (storyId === undefined || seen) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (document.visibilityState !== 'visible') return;
      // The reader asked for nothing, so a refusal is not told; the story stays unseen.
      timer = setTimeout(() => void sendSeen([storyId], true).catch(() => undefined), lookMs);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [storyId, seen]);
}
