/** Instagram drops a story a day after it was posted. */
const storyLifetimeMs = 24 * 60 * 60_000;

/** When Instagram drops a story. */
export function storyExpiry(postedAt: Date): Date {
  return new Date(postedAt.getTime() + storyLifetimeMs);
}
