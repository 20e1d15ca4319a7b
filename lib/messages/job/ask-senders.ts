import { systemActor } from '../../actor.ts';
import { metaConfig } from '../../accounts/meta-config.ts';
import { readToken } from '../../accounts/queries.ts';
import { listSendingTokens } from '../../accounts/queries/tokens.ts';
import type { JobContext } from '../../jobs/job-context.ts';
import type { MetaFailure } from '../../meta/failure.ts';
import { readSender } from '../../whatsapp/client.ts';
import { saveSender, type TokenAnswer } from '../commands/save-sender.ts';
import { listSenders } from '../queries/senders.ts';

/** A WhatsApp number in Meta's ids. */
export type OwnNumber = { phoneNumberId: string; wabaId: string };

/**
 * Asks Meta for the brand's number with every token that may send, and lets
 * only one send that was shown it: with the tokens of two businesses, their
 * permissions are the same and their numbers are not. A number that was the
 * brand's before is asked for as well, so that it does not hold a token for ever.
 * @param first the token that is to send before others
 * @returns the number's sender, undefined while no token has ever read it; and whether every token got an answer
 */
export async function askSenders(
  context: JobContext,
  { own, first }: { own: OwnNumber; first: string | undefined },
): Promise<{ senderId: string | undefined; complete: boolean }> {
  const { db } = context;
  const tokenIds = await listSendingTokens(db, { environmentTokenId: first });
  const former = (await listSenders(db)).filter(({ phoneNumberId }) => phoneNumberId !== own.phoneNumberId);
  for (const each of former) await ask(context, each, tokenIds);
  return ask(context, own, tokenIds);
}

async function ask(
  context: JobContext,
  { phoneNumberId, wabaId }: OwnNumber,
  tokenIds: readonly string[],
): Promise<{ senderId: string | undefined; complete: boolean }> {
  const { db } = context;
  const asked = await Promise.all(
    tokenIds.map(async (tokenId): Promise<TokenAnswer> => {
      const answer = await askWith(context, { tokenId, phoneNumberId });
      return { tokenId, answer };
    }),
  );
  const actor = systemActor('connector');
  const senderId = await saveSender(db, { actor, phoneNumberId, wabaId, asked });
  return { senderId, complete: asked.every(({ answer }) => answer !== 'silent') };
}

async function askWith(
  { db, env, log }: JobContext,
  { tokenId, phoneNumberId }: { tokenId: string; phoneNumberId: string },
): Promise<TokenAnswer['answer']> {
  const accessToken = await readToken(db, tokenId);
  if (accessToken === undefined) return 'silent';
  const read = await readSender(metaConfig(env, accessToken), phoneNumberId);
  if (read.ok) return 'read';
  log.warn({ tokenId, details: read.details }, 'sender_not_read');
  return isRefusal(read) ? 'refused' : 'silent';
}

/** What passes by itself, and what is wrong with the token as such, says nothing of the number. */
const isRefusal = ({ result }: MetaFailure): boolean => result === 'permission' || result === 'missing';
