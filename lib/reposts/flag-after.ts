import type { RepostStep } from '../flags/flag-step.ts';
import type { TargetState } from '../words.ts';
import { openTargetStates } from './open-target-states.ts';

/** A post of a repost, in the order in which they were added. */
export type PostOfRepost = { accountId: string; state: TargetState };

const open: readonly TargetState[] = openTargetStates;

/**
 * What the posts of a repost mean for the flag that asked for it. It is done
 * once something is live and nothing is left to do, and given up once nothing
 * will be posted any more. A post that failed, or is in doubt, is something
 * left to do, until somebody leaves it or the account is posted to after all.
 * @returns undefined while the repost goes on
 */
export function flagAfter(
  posts: readonly PostOfRepost[],
): Extract<RepostStep, 'post' | 'give_up'> | undefined {
  const last = new Map(posts.map(({ accountId, state }) => [accountId, state]));
  const goesOn = posts.some(({ state }) => open.includes(state) || state === 'unconfirmed');
  if (goesOn || [...last.values()].includes('failed')) return undefined;
  return posts.some(({ state }) => state === 'published') ? 'post' : 'give_up';
}
