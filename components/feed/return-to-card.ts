'use client';

import { useEffect } from 'react';

/** Whose page was gone to; kept while one stays in the app. */
let left: string | null = null;

/** Remembers from which card one goes to a story's own page. */
export function leaveFrom(code: string): void {
  left = code;
}

/** Coming back from a story's page, the focus is on its card again, and so is the keyboard's place. */
export function useReturnToCard(): void {
  useEffect(() => {
    if (left === null) return;
    document.querySelector<HTMLElement>(`[data-story="${CSS.escape(left)}"]`)?.focus({ preventScroll: true });
    left = null;
  }, []);
}
