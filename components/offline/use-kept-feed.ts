'use client';

import { useEffect, useState } from 'react';
import { type KeptFeed, keptFeedCache, keptFeedPath } from '#lib/feed/kept-feed.ts';

/** The feed that this device has kept; null where it has none, undefined until that is known. */
export function useKeptFeed(): KeptFeed | null | undefined {
  const [feed, setFeed] = useState<KeptFeed | null>();
  useEffect(() => {
    let left = false;
    void readKeptFeed().then((read) => {
      if (!left) setFeed(read);
    });
    return () => {
      left = true;
    };
  }, []);
  return feed;
}

async function readKeptFeed(): Promise<KeptFeed | null> {
  if (!window.isSecureContext) return null;
  // Opening the cache would make one where there is none.
  const kept = await caches.match(keptFeedPath, { cacheName: keptFeedCache });
  return kept === undefined ? null : ((await kept.json()) as KeptFeed);
}
