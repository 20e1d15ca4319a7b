import type { ReuseReason } from '../rights/may-reuse.ts';
import type { ApprovalRule, PublishStep, ReviewWord, StoryKind, TargetState } from '../words.ts';
import type { FailureKey } from './publish-failure.ts';
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
  /** How far it has come at Instagram. NULL: nothing was begun. */
  step: PublishStep | null;
  /** Why it stopped, or waits. NULL: nothing is wrong. */
  failure: FailureKey | null;
  /** Meta's numbers for it, as `9007/2207027`. NULL: Meta gave none. */
  errorCode: string | null;
  /** Until when it is tried before a person is asked, once it was let go. */
  triesUntil: string;
  permalink: string | null;
  /** Of the story that was posted. NULL: it was not found yet. */
  storyCode: string | null;
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
    id: string;
    code: string;
    kind: StoryKind;
    region: string;
    username: string;
    /** NULL: its file was not saved. */
    pictureUrl: string | null;
  };
  /** Whether the story may be reused here, and what its team said to that. NULL: nothing. */
  reuse: {
    reason: ReuseReason;
    words: string | null;
    mayAsk: boolean;
    /** Whether the reader may release it, where its team has deleted it. */
    mayRelease: boolean;
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
  /** `at`: when it went or is to go, ISO 8601; NULL: at once, or never. */
  targets: { username: string; state: TargetState; at: string | null; timeZone: string }[];
  /** Whether it waits for the reader's approval. */
  mine: boolean;
};
