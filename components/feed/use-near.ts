import { type RefObject, startTransition, useLayoutEffect, useRef, useState } from 'react';

/**
 * Whether an element with `content-visibility: auto` is in sight or within a
 * screen or so of it. The browser reckons that for its own layout anyway, and
 * says so once for each change; observers of our own for thousands of elements
 * would reckon it again.
 * Of what lies within a far element nothing more is said: whoever asks for a
 * part asks for the whole as well.
 * @param first what holds until the browser has said it
 * @returns the ref of the element, and whether it is near
 */
export function useNear<T extends HTMLElement>(
  first: boolean,
): [element: RefObject<T | null>, near: boolean] {
  const element = useRef<T>(null);
  const [near, setNear] = useState(first);
  // Before the first painting, which brings the first word of it.
  useLayoutEffect(() => {
    const node = element.current;
    if (node === null) return undefined;
    const change = (isNear: boolean) => startTransition(() => setNear(isNear));
    if (!('ContentVisibilityAutoStateChangeEvent' in window)) {
      // An older browser tells nothing, and gets every card in full.
      change(true);
      return undefined;
    }
    const onChange = (event: Event) => {
      // What lies within it tells for itself.
      if (event.target === node) change(!(event as ContentVisibilityAutoStateChangeEvent).skipped);
    };
    node.addEventListener('contentvisibilityautostatechange', onChange);
    return () => node.removeEventListener('contentvisibilityautostatechange', onChange);
  }, []);
  return [element, near];
}
