'use client';

import { useEffect } from 'react';
import type { LeftFeed } from './feed-memory.ts';

/** Whose page was gone to, and what else may stand for it; kept while one stays in the app. */
let left: readonly string[] = [];

/**
 * Remembers from which card one goes to a story's own page, or to the viewer.
 * @param codes of the story, then of others whose card will do where its own is not there
 */
export function leaveFrom(...codes: string[]): void {
  left = codes;
}

/** Whether one has come from somewhere in the app, so that going back stays in it. */
export const hasLeft = (): boolean => left.length > 0;

/**
 * Coming back from a story's page, the focus is on its card again, and so is
 * the keyboard's place; from anywhere else, on the card that had it.
 * @param back the feed that one comes back to, if any
 */
export function useReturnToCard(back: LeftFeed | undefined): void {
  useEffect(() => {
    [left, back?.place?.focused ?? []]
      .flat()
      .map((code) => document.querySelector<HTMLElement>(`[data-story="${CSS.escape(code)}"]`))
      .find((card) => card !== null)
      ?.focus({ preventScroll: true });
    left = [];
  }, [back]);
}
