'use client';

import { useEffect } from 'react';

/**
 * Has public/sw.js keep the offline page and the last feed, once the page has
 * loaded and needs the network no more.
 * @param shell which offline page (lib/offline/shell-stamp.ts); another one brings another worker
 */
export function OfflineWorker({ shell }: { shell: string }) {
  useEffect(() => {
    // Browsers have workers over https and on the own machine only; without one all is as before, online.
    if (!window.isSecureContext || !('serviceWorker' in navigator)) return undefined;
    if (document.readyState === 'complete') {
      void register(shell);
      return undefined;
    }
    const begin = () => void register(shell);
    window.addEventListener('load', begin, { once: true });
    return () => window.removeEventListener('load', begin);
  }, [shell]);
  return null;
}

async function register(shell: string): Promise<void> {
  try {
    await navigator.serviceWorker.register(`/sw.js?shell=${shell}`, { updateViaCache: 'none' });
  } catch {
    // A browser that keeps no data for this site, or no network any more; the next visit tries again.
    return;
  }
  // The first feed came before there was a worker to keep it.
  const registration = await navigator.serviceWorker.ready;
  registration.active?.postMessage('keep');
}
