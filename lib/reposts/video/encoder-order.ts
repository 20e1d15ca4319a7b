import type { PictureOrder } from './filter-graph.ts';

/** What the encoder is told; files by their names in its own folder. */
export type EncoderOrder = PictureOrder & {
  source: string;
  result: string;
  poster: string;
  muted: boolean;
  /** From the beginning of the result. */
  posterMs: number;
};
