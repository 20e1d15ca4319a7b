'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { FeedFilter } from '#lib/feed/feed-filter.ts';
import { feedPath } from '#components/feed/feed-path.ts';
import { hasLeft, leaveFrom } from '#components/feed/return-to-card.ts';

/**
 * Closes the viewer: back to where one came from in the app, or on to the feed
 * when a link from elsewhere led here. However one leaves, the focus comes to
 * the card of the story that was watched last.
 */
export function useLeave(filter: FeedFilter, code: string): () => void {
  const router = useRouter();
  const [opened] = useState(code);
  const watched = useEffectEvent(() => code);
  const fromInside = useRef(false);
  const closed = useRef(false);
  useEffect(() => {
    fromInside.current = hasLeft() && mayGoBack();
    return () => leaveFrom(watched(), opened);
  }, [opened]);
  return useCallback(() => {
    if (closed.current) return;
    closed.current = true;
    if (fromInside.current) router.back();
    else router.push(feedPath(filter));
  }, [filter, router]);
}

/** Where a browser cannot say, whoever came from the app can go back to it. */
const mayGoBack = () => !('navigation' in window) || window.navigation.canGoBack;
