import type { Rendition } from '#lib/words.ts';

/** A stored file as its row describes it. */
export type RenditionRow = {
  rendition: Rendition;
  storageKey: string;
  mimeType: string;
  bytes: number;
  sha256: string;
  /** Pixels. `null` for a video original, which is not decoded. */
  width: number | null;
  height: number | null;
};
