import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { setTimeout as delay } from 'node:timers/promises';
import { feedReady } from '#lib/feed/feed-ready.ts';

/** Longer than this one would rather see the shape of what comes. */
const patienceMs = 200;

/**
 * A whole new page waits a moment for its stories: were their shape sent ahead,
 * React would show it for at least 300 ms, and the pictures would be asked for
 * as much later. From page to page the shape is there at once (loading.tsx).
 */
export default async function FeedLayout({ children }: { children: ReactNode }) {
  if ((await headers()).get('sec-fetch-dest') === 'document')
    await Promise.race([feedReady().promise, delay(patienceMs)]);
  return children;
}
