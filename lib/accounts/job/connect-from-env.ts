import type { JobContext } from '#lib/jobs/job-context.ts';
import { connectToken } from '../commands/connect-token.ts';
import { retireFormerTokens } from '../commands/retire-tokens.ts';
import { findNextTokenCheck } from '../queries/tokens.ts';
import { askAboutToken, connector, takeIn } from './check-token.ts';

/**
 * `complete: false`: Meta could not be asked for everything, or refused; worth
 * another try later, where `askAgainAt` is given not before that.
 */
export type Connected = { tokenId: string; complete: boolean; askAgainAt: Date | null };

/**
 * Connects the environment's access token: seals it, asks Meta what it is
 * good for, and takes in the accounts that it reaches. Run at every start, and
 * safe to repeat. Meta being away never stops a worker from starting: what is
 * known already goes on being polled.
 * @param replaces whether it takes over from a former one. At a start it does; later not, or two machines with two
 * values would take the accounts from each other every hour
 * @returns undefined when the environment has none: tokens are entered in the app
 */
export async function connectFromEnv(
  context: JobContext,
  { replaces }: { replaces: boolean } = { replaces: true },
): Promise<Connected | undefined> {
  const { db, env, now } = context;
  const accessToken = env.META_ACCESS_TOKEN;
  if (accessToken === undefined) return undefined;
  const asked = await askAboutToken(context, accessToken);
  const { verdict } = asked;
  const tokenId = await connectToken(db, { actor: connector, accessToken, verdict, now: now() });
  const answered = await takeIn(context, { tokenId, accessToken, asked });
  const complete = answered && verdict?.state === 'healthy';
  // A new token that does not work takes nothing from the old one.
  if (complete && replaces) await retireFormerTokens(db, { actor: connector, tokenId });
  return { tokenId, complete, askAgainAt: await findNextTokenCheck(db, tokenId) };
}
