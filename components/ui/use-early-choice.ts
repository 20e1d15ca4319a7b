'use client';

import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * Makes a choice hold that was made before the page had come to life: the
 * browser shows it, and React, which takes over the list as it stands, would
 * not hear of it.
 * @param value what the page holds to be chosen; undefined where the list keeps it itself
 * @returns the list's ref
 */
export function useEarlyChoice(
  value: string | number | readonly string[] | undefined,
): RefObject<HTMLSelectElement | null> {
  const list = useRef<HTMLSelectElement>(null);
  const first = useRef(value);
  useLayoutEffect(() => {
    const node = list.current;
    if (node && first.current !== undefined && node.value !== String(first.current))
      node.dispatchEvent(new Event('change', { bubbles: true }));
  }, []);
  return list;
}
