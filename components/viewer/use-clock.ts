'use client';

import { useEffect, useEffectEvent } from 'react';

/** How often time is told: often enough that a bar moves smoothly between two. */
const clockMs = 100;

/** Tells how many milliseconds have passed, over and over, while it runs. */
export function useClock(running: boolean, onTick: (ms: number) => void): void {
  const tick = useEffectEvent(onTick);
  useEffect(() => {
    if (!running) return undefined;
    let last = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      tick(now - last);
      last = now;
    }, clockMs);
    return () => clearInterval(timer);
  }, [running]);
}
