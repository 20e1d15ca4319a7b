import type { ListedRepost } from '#lib/reposts/repost-page.ts';
import type { TargetState } from '#lib/words.ts';

/** The order in which they stand. */
export const repostGroups = ['for_you', 'stopped', 'under_way', 'done'] as const;
export type RepostGroup = (typeof repostGroups)[number];

/** Nothing goes on before a person has done something. */
const stopped: readonly TargetState[] = ['sent_back', 'failed', 'overdue', 'unconfirmed'];
const ended: readonly TargetState[] = ['published', 'cancelled'];

/** Which part of the list a repost stands in: what needs somebody comes before what goes by itself. */
export function groupOf({ mine, targets }: Pick<ListedRepost, 'mine' | 'targets'>): RepostGroup {
  if (mine) return 'for_you';
  if (targets.some(({ state }) => stopped.includes(state))) return 'stopped';
  const done = targets.length > 0 && targets.every(({ state }) => ended.includes(state));
  return done ? 'done' : 'under_way';
}

/** Each keeps its order within its part. */
export const groupReposts = (reposts: readonly ListedRepost[]): Map<RepostGroup, ListedRepost[]> =>
  Map.groupBy(reposts, groupOf);
