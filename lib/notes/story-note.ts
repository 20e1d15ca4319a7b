import type { WrittenBy } from '../people/written-by.ts';

/** A note as the page of its story shows it. */
export type StoryNote = {
  id: string;
  words: string;
  by: WrittenBy;
  /** When it was written, ISO 8601. */
  at: string;
};
