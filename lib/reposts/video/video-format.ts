/**
 * What Instagram takes as a video story, and what we make.
 * Source: instagram-platform/instagram-graph-api/reference/ig-user/media, "Story video specifications".
 */
export const videoLimits = {
  leastMs: 3_000,
  mostMs: 60_000,
  mostBytes: 100_000_000,
  mostWidth: 1920,
  ratio: { least: 0.1, most: 10 },
  framesPerSecond: { least: 23, most: 60 },
  bitsPerSecond: 25_000_000,
  soundHertz: 48_000,
  soundChannels: 2,
} as const;

/** What the encoder makes of every video. A minute at the highest rate is 77 MB. */
export const videoFormat = {
  framesPerSecond: 30,
  mostBitsPerSecond: 10_000_000,
  soundBitsPerSecond: 128_000,
  soundHertz: 48_000,
  /** Frames from one that stands alone to the next. */
  group: 60,
} as const;
