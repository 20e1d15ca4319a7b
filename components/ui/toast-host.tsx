'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { onToast } from './toast.ts';

/** What it takes to show them comes with the first one. */
const Toasts = dynamic(() => import('./toasts.tsx').then((loaded) => loaded.Toasts), { ssr: false });

/** The one place where short reports appear, whichever part of the app has something to say. */
export function ToastHost() {
  const [wanted, setWanted] = useState(false);
  useEffect(() => onToast(() => setWanted(true)), []);
  return wanted ? <Toasts /> : null;
}
