'use client';

import { useEffect } from 'react';
import { forgetFeed } from './forget-feed.ts';

/** On every page of the way in: however one came to be signed out, nothing private stays on the device. */
export function SignedOut() {
  useEffect(() => void forgetFeed(), []);
  return null;
}
