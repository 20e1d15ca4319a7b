'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/**
 * False on the server and for the first drawing in a browser, true after. Lists
 * that come from the machine's own language data differ between the two.
 */
export const useHydrated = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
