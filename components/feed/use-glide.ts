'use client';

import { type RefObject, useLayoutEffect, useRef } from 'react';

const glide = { duration: 200, easing: 'cubic-bezier(0.2, 0.7, 0.2, 1)' };

type Place = { x: number; y: number };

/**
 * Lets things marked `data-glide` move to their new places instead of jumping
 * there when the list changes, and brings new ones in from the start edge.
 * Nothing moves under reduced motion. Only the list's first two screens are
 * measured: things move while one is at its top, and to measure thousands would
 * keep a finger waiting. What comes from further down comes from their end.
 * @param container positioned, so that places are measured from it, whatever has been scrolled
 * @param change a value that is another one after each change of the list
 */
export function useGlide(
  container: RefObject<HTMLElement | null>,
  change: unknown,
  arrived: ReadonlySet<string>,
): void {
  const before = useRef<{ places: Map<string, Place>; known: Set<string> } | null>(null);
  useLayoutEffect(() => {
    const root = container.current;
    if (root === null) return;
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const now = { places: new Map<string, Place>(), known: new Set<string>() };
    const mostY = 2 * window.innerHeight;
    let isFar = false;
    for (const element of root.querySelectorAll<HTMLElement>('[data-glide]')) {
      const id = element.dataset['glide'] ?? '';
      now.known.add(id);
      if (isFar) continue;
      const place = placeWithin(element, root);
      // Whatever comes later in the list lies further down.
      isFar = place.y > mostY;
      if (isFar) continue;
      now.places.set(id, place);
      if (still || before.current === null) continue;
      const { places, known } = before.current;
      const was = places.get(id) ?? (known.has(id) ? { x: place.x, y: mostY } : undefined);
      if (was) moveFrom(element, { x: was.x - place.x, y: was.y - place.y });
      else if (arrived.has(id)) comeIn(element);
    }
    before.current = now;
  }, [container, change, arrived]);
}

/** Where an element lies by layout alone: neither scrolling nor a motion under way counts. */
function placeWithin(element: HTMLElement, root: HTMLElement): Place {
  const place = { x: 0, y: 0 };
  let at: HTMLElement | null = element;
  while (at !== null && at !== root) {
    place.x += at.offsetLeft;
    place.y += at.offsetTop;
    at = at.offsetParent instanceof HTMLElement ? at.offsetParent : null;
  }
  return place;
}

function moveFrom(element: HTMLElement, by: Place): void {
  if (by.x === 0 && by.y === 0) return;
  const { top, bottom } = element.getBoundingClientRect();
  const inSight = (shift: number) => bottom + shift > 0 && top + shift < window.innerHeight;
  if (!inSight(0) && !inSight(by.y)) return;
  element.animate([{ transform: `translate(${by.x}px, ${by.y}px)` }, { transform: 'none' }], glide);
}

function comeIn(element: HTMLElement): void {
  const side = getComputedStyle(element).direction === 'rtl' ? 24 : -24;
  element.animate(
    [
      { opacity: 0, transform: `translateX(${side}px)` },
      { opacity: 1, transform: 'none' },
    ],
    glide,
  );
}
