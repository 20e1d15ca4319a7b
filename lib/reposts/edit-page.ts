import type { StoryKind } from '../words.ts';
import type { Design } from './design/design.ts';

/** A finished edit: the file that will be posted. */
export type VersionRow = {
  id: string;
  number: number;
  kind: StoryKind;
  /** Whether it was drawn from a design, from which one can go on. */
  edited: boolean;
};

/** What is saved of an edit, and how often it was: who saves names the revision that they began from. */
export type SavedDesign = { design: Design | null; revision: number };

/** All that the editor begins with. */
export type EditPage = SavedDesign & {
  repostId: string;
  region: { id: string; name: string; language: string };
  story: { id: string; code: string; region: string; kind: StoryKind };
  /** SHA-256 of the source's original. NULL: it was not saved, so there is nothing to edit. */
  sourceSha256: string | null;
  /** The same of a video's first picture. NULL: none was saved, or it is no video. */
  posterSha256: string | null;
  versions: readonly VersionRow[];
};
