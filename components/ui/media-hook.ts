import { useSyncExternalStore } from 'react';

/**
 * Makes a hook that tells whether a media query holds, and goes with it.
 * @param unknown what it tells where that is not known yet: on the server and for the first drawing
 */
export function mediaHook<Unknown extends boolean | undefined>(query: string, unknown: Unknown) {
  const subscribe = (changed: () => void) => {
    const media = window.matchMedia(query);
    media.addEventListener('change', changed);
    return () => media.removeEventListener('change', changed);
  };
  return () =>
    useSyncExternalStore<boolean | Unknown>(
      subscribe,
      () => window.matchMedia(query).matches,
      () => unknown,
    );
}
