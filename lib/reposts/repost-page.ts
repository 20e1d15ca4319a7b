import type { ApprovalRule, ReviewWord, StoryKind, TargetState } from '../words.ts';
import type { Finding } from './target-findings.ts';
import type { TargetStep } from './target-state.ts';

/** What was said of a target, as its page tells it. Moments are ISO 8601. */
export type ReviewRow = {
  id: number;
  word: ReviewWord;
  /** NULL: the system. */
  by: string | null;
  words: string | null;
  /** The version that it was said of. */
  version: number;
  publishAt: string | null;
  at: string;
};

export type PageTarget = {
  id: string;
  account: { id: string; username: string };
  timeZone: string;
  versionId: string | null;
  /** NULL: as soon as it is approved. */
  publishAt: string | null;
  state: TargetState;
  permalink: string | null;
  publishedAt: string | null;
  rule: ApprovalRule;
  /** The group that approves. NULL: the rule names none. */
  group: string | null;
  /** Who may approve it, by name: not its authors. */
  approvers: string[];
  findings: Finding[];
  /** What the reader may do. */
  steps: TargetStep[];
  reviews: ReviewRow[];
};

/** All that a repost's page shows. */
export type RepostPage = {
  id: string;
  region: { id: string; name: string };
  by: string;
  mayEdit: boolean;
  story: {
    code: string;
    kind: StoryKind;
    region: string;
    username: string;
    /** NULL: its file was not saved. */
    pictureUrl: string | null;
  };
  /** The newest first. */
  versions: {
    id: string;
    number: number;
    kind: StoryKind;
    by: string;
    at: string;
    unedited: boolean;
    url: string;
    /** A video's still. NULL: none was chosen. */
    posterUrl: string | null;
  }[];
  targets: PageTarget[];
  /** Accounts that the reader may add, without those that are there. */
  accounts: { id: string; username: string; timeZone: string }[];
};

/** A repost in the list. */
export type ListedRepost = {
  id: string;
  region: string;
  source: { region: string; username: string; thumbnailUrl: string | null };
  by: string;
  updatedAt: string;
  targets: { username: string; state: TargetState }[];
  /** Whether it waits for the reader's approval. */
  mine: boolean;
};
