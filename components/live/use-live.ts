'use client';

import { useContext } from 'react';
import { LiveContext, type LiveState } from './live-provider.tsx';

/** Whether what is on the page is fresh. */
export function useLive(): LiveState {
  return useContext(LiveContext);
}
