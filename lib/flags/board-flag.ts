import type { WrittenBy } from '../people/written-by.ts';
import type { FlagKind, FlagState, MediaState } from '../words.ts';

type Mark = { id: string; name: string; markText: string; markColor: string };

/** A flag as the board shows it. Moments are ISO 8601. */
export type BoardFlag = {
  id: string;
  kind: FlagKind;
  state: FlagState;
  urgent: boolean;
  /** NULL: nothing was said. */
  words: string | null;
  /** NULL: it was not dismissed. */
  dismissal: string | null;
  by: WrittenBy;
  /** NULL: nobody has taken it. */
  owner: { id: string; name: string } | null;
  at: string;
  /** NULL: still on the board. */
  endedAt: string | null;
  /** For whom it is. */
  region: Mark;
  story: {
    code: string;
    username: string;
    region: Mark;
    expiresAt: string;
    mediaState: MediaState;
    mediaReason: string | null;
    thumbnailUrl: string | null;
  };
  /** Whether the reader may take it, hand it over, dismiss it and say that it is urgent. */
  mayManage: boolean;
};

/** Flags that have ended, the newest first. */
export type EndedFlags = { flags: BoardFlag[]; nextCursor: string | null };

/** All that the board shows. */
export type Board = {
  /** Most urgent first. */
  open: BoardFlag[];
  taken: BoardFlag[];
  reposting: BoardFlag[];
  ended: EndedFlags;
  /** How many there are of each, also where a column shows only the first of them. */
  counts: Record<'open' | 'taken' | 'reposting', number>;
  /** What the filters offer: regions in use, and people who have taken one. */
  regions: { id: string; name: string }[];
  owners: { id: string; name: string }[];
  /** Who looks, so that *Take* shows at once whose it is. */
  reader: { id: string; name: string };
};

/** For whom the reader may flag. */
export type FlagRegion = {
  id: string;
  name: string;
  /** Whether the reader may say that it is urgent. */
  mayHurry: boolean;
};
