'use client';

import { type RefObject, useEffect, useRef } from 'react';
import type { FeedStory } from '#lib/feed/feed-story.ts';
import { useKeys } from '#components/keys/use-keys.ts';
import type { Marks } from './use-marks.ts';

type Feed = {
  shown: readonly FeedStory[];
  search: RefObject<HTMLInputElement | null>;
  marks: Marks;
  onFlag: (story: FeedStory) => void;
  /** Fetches what comes after the last card; undefined where nothing does. */
  onEnd: (() => Promise<void>) | undefined;
};

/**
 * The feed by keyboard: J and K go from card to card, O opens, E marks seen or
 * not, U takes that back, F flags, / searches. J on the last card goes on to
 * what is fetched after it.
 */
export function useFeedKeys({ shown, search, marks, onFlag, onEnd }: Feed): void {
  const endedOn = useRef<HTMLElement | undefined>(undefined);
  useEffect(() => {
    if (endedOn.current === undefined) return;
    // Whoever has gone elsewhere meanwhile stays there; other news may come before the page does.
    if (endedOn.current !== focusedCard() || focusCard(1)) endedOn.current = undefined;
  }, [shown]);
  const here = () => {
    const code = focusedCard()?.dataset['story'];
    return code === undefined ? undefined : shown.find((story) => story.code === code);
  };
  useKeys({
    j: () => {
      if (focusCard(1) || onEnd === undefined) return undefined;
      endedOn.current = focusedCard();
      void onEnd();
      return undefined;
    },
    k: () => {
      focusCard(-1);
      return undefined;
    },
    o: () => {
      focusedCard()?.click();
      return undefined;
    },
    e: () => {
      const story = here();
      if (story) marks.mark([story.id], !story.seen);
      return undefined;
    },
    u: () => {
      marks.undo();
      return undefined;
    },
    f: () => {
      const story = here();
      if (story) onFlag(story);
      return undefined;
    },
    '/': () => {
      search.current?.focus();
      search.current?.select();
      return undefined;
    },
  });
}

const focusedCard = (): HTMLElement | undefined =>
  document.activeElement?.closest('li')?.querySelector<HTMLElement>('a[data-story]') ?? undefined;

/**
 * From no card at all to the first one.
 * @returns false where there is none in that direction
 */
function focusCard(step: 1 | -1): boolean {
  const all = [...document.querySelectorAll<HTMLElement>('a[data-story]')];
  const here = focusedCard();
  const next = all[here === undefined ? 0 : all.indexOf(here) + step];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  return next !== undefined;
}
