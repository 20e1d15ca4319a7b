/** How the feed is put in order: each team's stories together, or all by when they were posted. */
export const arrangements = ['region', 'time'] as const;
export type Arrangement = (typeof arrangements)[number];

/** The arrangement that was chosen, from a cookie in which anything may stand. */
export function knownArrangement(name: string | undefined): Arrangement {
  return arrangements.find((each) => each === name) ?? 'region';
}

/** The cookie that holds it; no secret, set by the browser. */
export const arrangementCookie = 'view_feed';
