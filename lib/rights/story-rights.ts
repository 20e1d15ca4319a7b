import type { ReuseAnswer, ReuseRight } from '../words.ts';
import type { Reuse } from './may-reuse.ts';

/** A region's question, and what it was answered. Moments are ISO 8601. */
export type ReuseQuestion = {
  id: string;
  region: { id: string; name: string };
  by: string;
  /** NULL: nothing was said. */
  words: string | null;
  at: string;
  /** NULL: not answered yet. */
  answer: { answer: ReuseAnswer; words: string | null; by: string | null; at: string } | null;
  /** Whether the reader may answer it. */
  mayAnswer: boolean;
};

/** A question as the board lists it, with the story it is about. */
export type ListedQuestion = ReuseQuestion & { code: string; username: string; thumbnailUrl: string | null };

/** What a story's page says of its reuse. */
export type StoryRights = {
  /** Its team has deleted it from Instagram early, and has not released it since: reposts wait. */
  held: boolean;
  /** Who released it. NULL: nobody has, or had to. */
  released: { by: string; at: string } | null;
  rights: ReuseRight;
  /** ISO 8601; NULL: for good. */
  until: string | null;
  /** The last day, in the zone of the story's region; NULL: for good. */
  lastDay: string | null;
  /** NULL: in all regions. */
  regions: { id: string; name: string }[] | null;
  words: string | null;
  /** False: the account's default. */
  own: boolean;
  /** Whether the reader may set them. */
  mayManage: boolean;
  /** Every other region in use, to choose from; empty unless the reader may set them. */
  choices: { id: string; name: string }[];
  /** Whether the regions may reuse it for which the reader posts, without the story's own. */
  standings: { region: { id: string; name: string }; reuse: Reuse; mayAsk: boolean }[];
  /** The questions that concern the reader's regions, the newest first. */
  questions: ReuseQuestion[];
};
