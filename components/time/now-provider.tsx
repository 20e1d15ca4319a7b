'use client';

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

const NowContext = createContext<Date | null>(null);

/** How often words such as "2 min ago" are written anew. */
const tickMs = 30_000;

/**
 * One clock for everything on the page. It starts at the server's moment, so
 * that the browser writes the same words at first, and goes on from there by
 * the time that passes, whatever the device's own clock says.
 * @param startsAt the server's moment, ISO 8601
 */
export function NowProvider({ startsAt, children }: { startsAt: string; children: ReactNode }) {
  const [now, setNow] = useState(startsAt);
  useEffect(() => {
    const startMs = Date.parse(startsAt);
    const openedMs = Date.now();
    const tick = () => setNow(new Date(startMs + Date.now() - openedMs).toISOString());
    const timer = setInterval(tick, tickMs);
    // A tab that was in the background shows the right time at once.
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [startsAt]);
  const date = useMemo(() => new Date(now), [now]);
  return <NowContext value={date}>{children}</NowContext>;
}

/** The present moment, renewed every 30 s. */
export function useNow(): Date {
  const now = useContext(NowContext);
  if (now === null) throw new Error('useNow needs a NowProvider above it');
  return now;
}
