'use client';

import { type PointerEvent, type TransitionEvent, useEffect, useLayoutEffect, useRef } from 'react';
import { axisOf, followed, holdMs, type Meant, meantBy, type Track } from './gesture.ts';

type Down = {
  id: number;
  x: number;
  y: number;
  at: number;
  startX: number;
  width: number;
  axis: ReturnType<typeof axisOf>;
  hold: ReturnType<typeof setTimeout>;
};

type On = { onMeant: (meant: NonNullable<Meant>) => void; onHold: (held: boolean) => void };

/** Between one account and the next. */
export const besideGapPx = 16;

/** Which account is watched, and the how-many-th it is. */
type Account = { id: string; at: number };

/**
 * What a finger or mouse does on the stage: the frame follows it, and snaps
 * back unless something was meant. Another account slides in from its side,
 * from where the finger has brought it.
 * @returns what hears them, and the frame that is moved and measured; it has
 * `data-moving` while it is not at rest
 */
export function useGestures(on: On, account: Account) {
  const frame = useRef<HTMLDivElement>(null);
  const down = useRef<Down>(null);
  const releasedAtPx = useRef(0);
  useEffect(() => () => clearTimeout(down.current?.hold), []);

  const place = (to: { x: number; y: number } | null) => {
    const style = frame.current?.style;
    if (style === undefined) return;
    if (to !== null) frame.current?.setAttribute('data-moving', '');
    // What has not moved does not glide either, so nothing would tell that it is at rest.
    else if (style.translate === '') frame.current?.removeAttribute('data-moving');
    style.translate = to === null ? '' : `${to.x}px ${to.y}px`;
    // It sticks to the finger, and glides only when let go.
    style.transitionDuration = to === null ? '' : '0s';
  };
  const shown = useRef(account);
  useLayoutEffect(() => {
    const before = shown.current;
    shown.current = account;
    const element = frame.current;
    if (before.id === account.id || element === null) return;
    const side = account.at > before.at !== isRightToLeft() ? 1 : -1;
    place({ x: side * (element.offsetWidth + besideGapPx) + releasedAtPx.current, y: 0 });
    releasedAtPx.current = 0;
    // It has to have stood there, or else it would not glide.
    element.getBoundingClientRect();
    place(null);
  });
  const end = (event: PointerEvent, finished: boolean) => {
    const track = down.current;
    if (track === null || event.pointerId !== track.id) return;
    down.current = null;
    clearTimeout(track.hold);
    place(null);
    on.onHold(false);
    const meant = finished ? meantBy(trackOf(track, event), track.axis) : undefined;
    releasedAtPx.current = track.axis === 'across' && meant !== undefined ? event.clientX - track.x : 0;
    if (meant !== undefined) on.onMeant(meant);
  };
  const atRest = (event: TransitionEvent) => {
    if (event.target !== frame.current || event.propertyName !== 'translate' || down.current?.axis) return;
    frame.current.removeAttribute('data-moving');
  };
  const gestures = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (!event.isPrimary || event.button !== 0 || frame.current === null) return;
      // Where it comes to rest: it may still be gliding back from the swipe before.
      const { offsetLeft, offsetWidth: width } = frame.current;
      const left = event.currentTarget.getBoundingClientRect().left + offsetLeft;
      event.currentTarget.setPointerCapture(event.pointerId);
      down.current = {
        id: event.pointerId,
        x: event.clientX,
        y: event.clientY,
        at: performance.now(),
        startX: event.clientX - left,
        width,
        axis: undefined,
        hold: setTimeout(() => on.onHold(true), holdMs),
      };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const track = down.current;
      if (track === null || event.pointerId !== track.id) return;
      const way = trackOf(track, event);
      track.axis ??= axisOf(way);
      if (track.axis !== undefined) place(followed(way, track.axis));
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => end(event, true),
    onPointerCancel: (event: PointerEvent<HTMLElement>) => end(event, false),
    onTransitionEnd: atRest,
  };
  return { frame, gestures };
}

const trackOf = (down: Down, { clientX, clientY }: PointerEvent): Track => ({
  startX: down.startX,
  dx: clientX - down.x,
  dy: clientY - down.y,
  ms: performance.now() - down.at,
  width: down.width,
  rtl: isRightToLeft(),
});

/** Which way one reads here. */
export const isRightToLeft = () => document.documentElement.dir === 'rtl';
