'use client';

import { type RefObject, useLayoutEffect, useRef } from 'react';

const glide = { duration: 200, easing: 'cubic-bezier(0.2, 0.7, 0.2, 1)' };

type Place = { x: number; y: number };

/** Where things are; of those beyond the first two screens it is known only that they are there. */
type Layout = { places: Map<string, Place>; known: Set<string>; mostY: number };

/** Until places are measured again that something but the list has changed: when no finger waits for it. */
const restMs = 200;

/**
 * Lets things marked `data-glide` move to their new places instead of jumping
 * there when the list changes, and brings new ones in from the start edge.
 * Nothing moves under reduced motion. Only the list's first two screens are
 * measured: things move while one is at its top, and to measure thousands would
 * keep a finger waiting. What comes from further down comes from their end.
 * @param container positioned, so that places are measured from it, whatever has been scrolled
 * @param list what the container shows; where its order stays, nothing moves, and it is measured later
 */
export function useGlide(
  container: RefObject<HTMLElement | null>,
  list: readonly { id: string }[],
  arrived: ReadonlySet<string>,
): void {
  const before = useRef<{ layout: Layout; order: string } | null>(null);
  useLayoutEffect(() => {
    const root = container.current;
    if (root === null) return undefined;
    const order = list.map(({ id }) => id).join(' ');
    const remember = () => {
      before.current = { layout: layoutOf(root), order };
    };
    if (before.current?.order === order) {
      const timer = setTimeout(remember, restMs);
      return () => clearTimeout(timer);
    }
    const was = before.current?.layout;
    remember();
    if (was && !window.matchMedia('(prefers-reduced-motion: reduce)').matches)
      move(root, { was, now: before.current!.layout, arrived });
    return undefined;
  }, [container, list, arrived]);
}

function layoutOf(root: HTMLElement): Layout {
  const layout: Layout = { places: new Map(), known: new Set(), mostY: 2 * window.innerHeight };
  let isFar = false;
  for (const element of gliding(root)) {
    const id = element.dataset['glide'] ?? '';
    layout.known.add(id);
    if (isFar) continue;
    const place = placeWithin(element, root);
    // Whatever comes later in the list lies further down.
    isFar = place.y > layout.mostY;
    if (!isFar) layout.places.set(id, place);
  }
  return layout;
}

function move(
  root: HTMLElement,
  { was, now, arrived }: { was: Layout; now: Layout; arrived: ReadonlySet<string> },
): void {
  for (const element of gliding(root)) {
    const id = element.dataset['glide'] ?? '';
    const place = now.places.get(id);
    if (place === undefined) continue;
    const from = was.places.get(id) ?? (was.known.has(id) ? { x: place.x, y: now.mostY } : undefined);
    if (from) moveFrom(element, { x: from.x - place.x, y: from.y - place.y });
    else if (arrived.has(id)) comeIn(element);
  }
}

const gliding = (root: HTMLElement) => root.querySelectorAll<HTMLElement>('[data-glide]');

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
