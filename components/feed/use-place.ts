import { type RefObject, useEffect, useLayoutEffect } from 'react';
import { type LeftFeed, markEntry, rememberPlace } from './feed-memory.ts';
import { putPlace, takePlace } from './feed-place.ts';

/** Whatever leads away from the feed begins with one of these, and while they are heard the feed still stands. */
const departures = ['click', 'keydown', 'popstate'] as const;

/**
 * Remembers where one is in the feed, and brings one back there.
 * @param back what one comes back to; undefined for a feed that begins at its top
 */
export function usePlace(
  container: RefObject<HTMLElement | null>,
  query: string,
  back: LeftFeed | undefined,
): void {
  useLayoutEffect(() => {
    if (container.current && back?.place) putPlace(container.current, back.place);
  }, [container, back]);

  useEffect(() => {
    const onDeparture = () => {
      if (container.current) rememberPlace(query, takePlace(container.current));
    };
    for (const name of departures) window.addEventListener(name, onDeparture, { capture: true });
    return () => {
      for (const name of departures) window.removeEventListener(name, onDeparture, { capture: true });
    };
  }, [container, query]);

  // After each drawing: the router writes entries of its own, for the pane beside the feed among others.
  useEffect(() => markEntry(query));
}
