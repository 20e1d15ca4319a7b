/** What the encoder says while it works. */
export type EncoderWord =
  | { kind: 'frames'; frames: number }
  | { kind: 'done'; peakMegabytes: number }
  /** The key of its words under `errors`. */
  | { kind: 'refused'; key: 'videoUnreadable' | 'videoNoPicture' };
