import { keptFeedCache } from '#lib/feed/kept-feed.ts';

/**
 * Takes the kept feed off this device, now that its person is signed out. The
 * worker is told as well, so that it keeps no answer that was still on its way.
 */
export async function forgetFeed(): Promise<void> {
  // Over plain http there is neither a worker nor anything kept.
  if (!window.isSecureContext || !('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.getRegistration();
  registration?.active?.postMessage('forget');
  await caches.delete(keptFeedCache);
}
