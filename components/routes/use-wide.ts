'use client';

import { useSyncExternalStore } from 'react';

/** From here on a grid fits. The same as `md` in the styles. */
const query = '(min-width: 48rem)';

const subscribe = (changed: () => void) => {
  const media = window.matchMedia(query);
  media.addEventListener('change', changed);
  return () => media.removeEventListener('change', changed);
};

/** Whether the window is wide; undefined where that is not known yet, on the server and for the first drawing. */
export const useWide = (): boolean | undefined =>
  useSyncExternalStore<boolean | undefined>(
    subscribe,
    () => window.matchMedia(query).matches,
    () => undefined,
  );
