import type { SetUpItem } from './set-up-items.ts';

/** The list that tests itself. Moments are ISO 8601. */
export type SetUpPage = {
  items: SetUpItem[];
  /** NULL: never tested. */
  testedAt: string | null;
  /** Whether a test is under way that somebody asked for. */
  testing: boolean;
};
