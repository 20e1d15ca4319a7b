/** Instagram drops a story a day after it was posted. */
const storyLifetimeMs = 24 * 60 * 60_000;

/** When Instagram drops a story. */
export function storyExpiry(postedAt: Date): Date {
  return new Date(postedAt.getTime() + storyLifetimeMs);
}

/** Clocks differ, and Instagram need not drop a story in the very second. */
const endMarginMs = 5 * 60_000;

/**
 * Up to which end a story that is not there has gone by itself, and says
 * nothing of its team: of one that ends later than this, its team has deleted it.
 */
export const endsByItself = (now: Date): Date => new Date(now.getTime() + endMarginMs);

const withheldMs = 60 * 60_000;

/**
 * One answer without a link may be a slip of Meta's; answers over an hour are its
 * word. Of a story that was withheld since before this moment nothing is hoped for.
 */
export const withheldForLong = (now: Date): Date => new Date(now.getTime() - withheldMs);
