import type { WrittenBy } from '../people/written-by.ts';
import type { FlagKind, FlagState } from '../words.ts';

/** A flag as the page of its story shows it. */
export type StoryFlag = {
  id: string;
  kind: FlagKind;
  state: FlagState;
  urgent: boolean;
  /** NULL: nothing was said. */
  words: string | null;
  /** Why it was dismissed. NULL: it was not, or nothing was said. */
  dismissal: string | null;
  by: WrittenBy;
  /** Who has taken it. NULL: nobody. */
  owner: string | null;
  /** ISO 8601. */
  at: string;
};
