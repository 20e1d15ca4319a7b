/** The frame of a story, in pixels: what Instagram recommends (9:16), and what every edit is drawn at. */
export const frame = { width: 1080, height: 1920 } as const;

/**
 * What Instagram lays over a story: the account's name above, the answer field below. Shares of the frame's height,
 * by Meta's design recommendations for stories ads, which are shown within the same interface.
 */
export const covered = { top: 0.14, bottom: 0.2 } as const;

/** Between these heights, in pixels, nothing of Instagram's interface lies over the picture. */
export const safe = {
  top: Math.round(frame.height * covered.top),
  bottom: Math.round(frame.height * (1 - covered.bottom)),
} as const;
