'use client';

import type { RefObject } from 'react';
import type { FeedStory } from '#lib/feed/feed-story.ts';
import { useKeys } from '#components/keys/use-keys.ts';
import type { Marks } from './use-marks.ts';

type Feed = {
  shown: readonly FeedStory[];
  search: RefObject<HTMLInputElement | null>;
  marks: Marks;
  onFlag: (story: FeedStory) => void;
};

/**
 * The feed by keyboard: J and K go from card to card, O opens, E marks seen or
 * not, U takes that back, F flags, / searches.
 */
export function useFeedKeys({ shown, search, marks, onFlag }: Feed): void {
  const here = () => {
    const code = focusedCard()?.dataset['story'];
    return code === undefined ? undefined : shown.find((story) => story.code === code);
  };
  useKeys({
    j: () => focusCard(1),
    k: () => focusCard(-1),
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

const cards = () => [...document.querySelectorAll<HTMLElement>('a[data-story]')];

const focusedCard = (): HTMLElement | undefined => {
  const { activeElement } = document;
  return cards().find((card) => card === activeElement || card.parentElement?.contains(activeElement));
};

/** From no card at all to the first one. */
function focusCard(step: 1 | -1): undefined {
  const all = cards();
  const at = all.findIndex((card) => card === focusedCard());
  const next = all[at === -1 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
