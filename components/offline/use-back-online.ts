'use client';

import { useEffect } from 'react';

/** Not every return of a network is told to the page, so it also looks by itself. */
const lookMs = 10_000;

/** Loads the page that was asked for in the place of the offline page, as soon as Storywire answers. */
export function useBackOnline(): void {
  useEffect(() => {
    const look = () => void answers().then((yes) => (yes ? loadPage() : undefined));
    const timer = setInterval(look, lookMs);
    window.addEventListener('online', look);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', look);
    };
  }, []);
}

/** The address is still that of the page that could not be had, unless somebody came here on purpose. */
export function loadPage(): void {
  if (window.location.pathname === '/offline') window.location.replace('/');
  else window.location.reload();
}

async function answers(): Promise<boolean> {
  try {
    return (await fetch('/api/health', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}
