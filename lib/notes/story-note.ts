import type { WrittenBy } from '../people/written-by.ts';

/** A note as the page of its story shows it. */
export type StoryNote = {
  id: string;
  words: string;
  by: WrittenBy;
  /** When it was written, ISO 8601. */
  at: string;
};

/** A story that a phone's words can be about. */
export type NoteChoice = {
  storyId: string;
  region: string;
  /** Of the account, without its `@`. */
  username: string;
  /** ISO 8601. */
  postedAt: string;
};

/** A note of a phone that is on no story yet. The newest story first. */
export type UnplacedNote = StoryNote & { choices: NoteChoice[] };
