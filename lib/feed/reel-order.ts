/** What the order of the viewer needs to know of a story. */
export type ReelMember = { id: string; accountId: string; postedAt: Date; seen: boolean };

/**
 * Stories by account, each account's oldest first. Accounts with something
 * unseen come first, then whoever posted last.
 */
export function orderReels<T extends ReelMember>(members: readonly T[]): T[][] {
  const rank = (reel: readonly T[]) => ({
    unseen: reel.some(({ seen }) => !seen),
    latest: reel.at(-1)?.postedAt.getTime() ?? 0,
    accountId: reel[0]?.accountId ?? '',
  });
  return [...Map.groupBy(members, ({ accountId }) => accountId).values()]
    .map((reel) => reel.toSorted(asPosted))
    .toSorted((left, right) => {
      const [a, b] = [rank(left), rank(right)];
      return (
        Number(b.unseen) - Number(a.unseen) || b.latest - a.latest || (a.accountId < b.accountId ? -1 : 1)
      );
    });
}

const asPosted = (a: ReelMember, b: ReelMember) =>
  a.postedAt.getTime() - b.postedAt.getTime() || (a.id < b.id ? -1 : 1);

/** More stories than these nobody watches in one go; the feed has the rest. */
export const mostWatched = 400;

/**
 * So many of the reels that there are no more stories than `most`: the one at
 * a place whatever its length, the ones after it, and where there is room the
 * ones before.
 */
export function reelsAround<T>(reels: readonly (readonly T[])[], at: number, most: number): (readonly T[])[] {
  let room = most - (reels[at]?.length ?? 0);
  const fits = (reel: readonly T[]) => {
    if (reel.length > room) return false;
    room -= reel.length;
    return true;
  };
  const firstAfter = at + 1;
  const after = firstNot(reels.slice(firstAfter), fits);
  const before = firstNot(reels.slice(0, Math.max(0, at)).toReversed(), fits);
  return reels.slice(at - before, firstAfter + after);
}

/** How many there are before the first that does not hold. */
function firstNot<T>(all: readonly T[], holds: (each: T) => boolean): number {
  const at = all.findIndex((each) => !holds(each));
  return at === -1 ? all.length : at;
}
