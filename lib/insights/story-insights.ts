import type { InsightTrouble } from '../words.ts';
import type { Figures } from './figures.ts';

/** How a story did, as its page shows it. */
export type StoryInsights = {
  /** Each as it was told last; empty while nothing was. */
  figures: Figures;
  /** When they were told last, ISO 8601; null while nothing was. */
  at: string | null;
  /** Whether they are of the whole day. */
  final: boolean;
  trouble: InsightTrouble | null;
  /** Whether Instagram will be asked again. */
  goesOn: boolean;
};
