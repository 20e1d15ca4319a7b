'use client';

import { type PointerEvent, useEffect, useRef } from 'react';
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

/**
 * What a finger or mouse does on the stage: the frame follows it, and snaps
 * back unless something was meant.
 * @returns what hears them, and the frame that is moved and measured
 */
export function useGestures(on: On) {
  const frame = useRef<HTMLDivElement>(null);
  const down = useRef<Down>(null);
  useEffect(() => () => clearTimeout(down.current?.hold), []);

  const place = (to: { x: number; y: number } | null) => {
    const style = frame.current?.style;
    if (style === undefined) return;
    style.translate = to === null ? '' : `${to.x}px ${to.y}px`;
    // It sticks to the finger, and glides only when let go.
    style.transitionDuration = to === null ? '' : '0s';
  };
  const end = (event: PointerEvent, finished: boolean) => {
    const track = down.current;
    if (track === null || event.pointerId !== track.id) return;
    down.current = null;
    clearTimeout(track.hold);
    place(null);
    on.onHold(false);
    const meant = finished ? meantBy(trackOf(track, event), track.axis) : undefined;
    if (meant !== undefined) on.onMeant(meant);
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
