import type {
  FlagKind,
  HeldReason,
  MediaState,
  MessageKind,
  MessageState,
  Rendition,
  SkipReason,
  StoryKind,
} from '../words.ts';
import type { HiddenBy } from './hidden-by.ts';
import type { StoryInsights } from '../insights/story-insights.ts';
import type { StoryFlag } from '../flags/story-flag.ts';
import type { StoryNote } from '../notes/story-note.ts';
import type { Lineage } from '../reposts/lineage.ts';
import type { StoryReposts } from '../reposts/story-repost.ts';
import type { StoryRights } from '../rights/story-rights.ts';
import type { KeptPart } from '../retention/retention-rules.ts';

/** What stands for a region wherever it is shown. */
export type RegionMark = { id: string; name: string; markText: string; markColor: string; timeZone: string };

/** A story as a card shows it. Moments are ISO 8601. */
export type FeedStory = {
  id: string;
  code: string;
  kind: StoryKind;
  region: RegionMark;
  account: { id: string; username: string; name: string };
  burstId: string;
  postedAt: string;
  foundAt: string;
  /** When it leaves Instagram, or has left it: at the end of its day, or when its team deleted it. */
  expiresAt: string;
  /** When its team deleted it before its day was over; null: it did not. */
  deletedAt: string | null;
  mediaState: MediaState;
  /** Key of a sentence under `stories.reason.`; null while archived, or pending and not withheld. */
  mediaReason: string | null;
  /** Address of the thumbnail rendition, null until archived. */
  thumbnailUrl: string | null;
  /** Whether the reader has seen it, here or by *Seen* on the own phone. */
  seen: boolean;
  /** Kinds of the flags on it that are still open. */
  openFlags: FlagKind[];
  /** The story that it was made of; null where it is nobody's repost. */
  source: { code: string; region: string } | null;
  /** How many stories were made of it. */
  made: number;
  /** How many phones it was to be told to, and how many of them it reached. */
  reach: { told: number; reached: number };
};

/** A story as the live stream tells everybody of it: what each has seen is not in it. */
export type ToldStory = Omit<FeedStory, 'seen'>;

/** One page of the feed, newest first; where a filter leaves nothing at all, with what hides how many. */
export type FeedPage = { stories: FeedStory[]; nextCursor: string | null; hidden?: HiddenBy[] };

/** A region in the tray above the feed. */
export type TrayRegion = {
  region: RegionMark;
  group: { id: string; name: string } | null;
  /** User names of its accounts. */
  accounts: string[];
  /** Stories that are still live on Instagram. */
  live: number;
  /** Those of them that the reader has not seen. */
  unseen: number;
  /** The newest live story's times; null when none is live. */
  latest: { postedAt: string; expiresAt: string } | null;
};

/** One number's alert of one story. */
export type AlertedNumber = {
  alertId: string;
  label: string;
  shortened: string;
  /** `skipped` with a reason, or the state of the message that carries it. */
  state: MessageState | 'skipped';
  skippedReason: SkipReason | null;
  /** Which kind of message carries it; null when skipped. */
  carriedBy: MessageKind | null;
  /** What holds it until `dueAt`; null unless held. */
  heldReason: HeldReason | null;
  /** When the message is due, while it is planned. */
  dueAt: string | null;
  /** When the present state came; null when skipped. */
  at: string | null;
  /** True when the holder tapped *Seen*. */
  seen: boolean;
  /** Meta's code of the failure, if any. */
  errorCode: number | null;
};

/** Who of one region was told. `numbers` is null where the reader may see counts only. */
export type RegionCoverage = {
  region: RegionMark;
  told: number;
  /** Delivered or read. */
  reached: number;
  /** Read, or *Seen* tapped. */
  seen: number;
  waiting: number;
  failed: number;
  skipped: number;
  /** Why numbers were left out, the most frequent reason first; together `skipped`. */
  leftOut: { reason: SkipReason; count: number }[];
  /** What messages are held for, and until when the last of them is; none held: empty. */
  held: { reason: HeldReason; count: number; until: string }[];
  /** Half an hour after the plan nobody was reached of those who were to hear at once. */
  unreached: boolean;
  numbers: AlertedNumber[] | null;
};

/** Where a story's files are; null until archived, and where there is none. */
export type FileUrls = {
  /** The large picture; of a video a still. */
  displayUrl: string | null;
  /** The original, for a video; null otherwise. */
  videoUrl: string | null;
  originalUrl: string | null;
};

/** One stored file of a story. */
export type StoryFile = {
  rendition: Rendition;
  url: string;
  mimeType: string;
  bytes: number;
  /** Pixels; null where nobody has looked, as with a video. */
  width: number | null;
  height: number | null;
};

/** A part of a story that the rules of keeping have removed: when (ISO), and how many days after posting. */
export type RemovedPart = { part: KeptPart; at: string; afterDays: number };

/** A story as the viewer shows it. */
export type ReelStory = FeedStory & FileUrls & { caption: string | null };

/** What one account has on Instagram now, the oldest first. Never empty. */
export type Reel = { accountId: string; stories: ReelStory[] };

/** What the viewer goes through, one account after the other. */
export type Reels = {
  reels: Reel[];
  /** The regions for which the reader may begin a repost. */
  repostRegions: { id: string; name: string }[];
};

/** A story with everything its page shows. */
export type StoryDetail = FeedStory &
  FileUrls & {
    caption: string | null;
    permalink: string | null;
    /** False: was live before the account was first checked, so nobody was told. */
    alerted: boolean;
    /** All that is stored of it, the original first; empty until archived. */
    files: StoryFile[];
    /** What is not stored any more. */
    removed: RemovedPart[];
    insights: StoryInsights;
    /** False until the plan is made. */
    planned: boolean;
    coverage: RegionCoverage[];
    /** The newest last. */
    flags: StoryFlag[];
    /** The newest last. */
    notes: StoryNote[];
    rights: StoryRights;
    reposts: StoryReposts;
    /** Which story came from which. NULL: it was made of none, and nothing was made of it. */
    lineage: Lineage | null;
  };
