import type { EncoderState, VideoState } from '../../words.ts';

/** The making of a video, as the editor shows it. */
export type VideoRow = {
  id: string;
  state: VideoState;
  /** Percent. */
  progress: number;
  /** What failed and what to do. NULL: nothing has. */
  failure: string | null;
  version: { id: string; number: number } | null;
};

export type VideoStatus = {
  /** NULL: no worker has tried yet. */
  encoder: EncoderState | null;
  /** The last one of the repost. NULL: none was asked for. */
  video: VideoRow | null;
};
