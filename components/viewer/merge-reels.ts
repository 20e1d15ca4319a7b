import type { Reel } from '#lib/feed/feed-story.ts';

/**
 * The sequence that is being watched with what the server has now: stories are
 * renewed where they stand, new ones come at the end of their account, new
 * accounts at the very end. Nothing that is there moves or goes.
 */
export function mergeReels(watched: readonly Reel[], fresh: readonly Reel[]): Reel[] {
  const freshOf = new Map(fresh.map((reel) => [reel.accountId, reel.stories]));
  const known = new Set(watched.map(({ accountId }) => accountId));
  return [
    ...watched.map(({ accountId, stories }) => {
      const theirs = freshOf.get(accountId) ?? [];
      const renewed = new Map(theirs.map((story) => [story.id, story]));
      const ids = new Set(stories.map(({ id }) => id));
      return {
        accountId,
        stories: [
          ...stories.map((story) => renewed.get(story.id) ?? story),
          ...theirs.filter(({ id }) => !ids.has(id)),
        ],
      };
    }),
    ...fresh.filter(({ accountId }) => !known.has(accountId)),
  ];
}
