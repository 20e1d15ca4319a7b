'use client';

import { type RefObject, useEffect } from 'react';

/**
 * Takes the focus, and takes everything else of the page out of reach while
 * the viewer lies over it. What lies over the viewer in turn, such as a toast or
 * a dialog that comes later, is not touched.
 */
export function useAlone(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = root.current;
    if (element === null) return undefined;
    const others = around(element).filter((each) => !each.inert);
    for (const each of others) each.inert = true;
    element.focus({ preventScroll: true });
    return () => {
      for (const each of others) each.inert = false;
    };
  }, [root]);
}

/** All that is neither within an element nor around it. */
function around(element: HTMLElement): HTMLElement[] {
  const parent = element.parentElement;
  if (parent === null || element === document.body) return [];
  const siblings = [...parent.children].filter(
    (each): each is HTMLElement =>
      each !== element && each instanceof HTMLElement && each.dataset['toasts'] === undefined,
  );
  return [...siblings, ...around(parent)];
}
