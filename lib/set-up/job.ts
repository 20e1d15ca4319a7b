import { metaConfig } from '../accounts/meta-config.ts';
import { readToken } from '../accounts/queries.ts';
import { listSendingTokens, listTokens } from '../accounts/queries/tokens.ts';
import { checkToken } from '../accounts/job/check-token.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { syncTemplates } from '../messages/job/sync-templates.ts';
import { findSender, listSenders } from '../messages/queries/senders.ts';
import { type AppSubscription, listAppSubscriptions } from '../meta/client/app-subscriptions.ts';
import type { MetaConfig } from '../meta/config.ts';
import type { MetaFailure } from '../meta/failure.ts';
import { isAppSubscribed, readSender } from '../whatsapp/client.ts';
import { shakeOwnHand } from './client.ts';
import { recordSetUpTest } from './commands/record-set-up-test.ts';
import type { SetUpProbe } from './set-up-probe.ts';

/**
 * Asks Meta and our own public address how the set-up stands, and keeps the
 * answers: every token, where webhooks go, the number that sends, the
 * templates. Each question is asked alone, so that one without an answer
 * leaves the others be.
 */
export async function testSetUp(context: JobContext): Promise<void> {
  const { db, env, log, signal } = context;
  const unasked = new Set<SetUpProbe['unasked'][number]>();
  const alone = async (what: SetUpProbe['unasked'][number], work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      unasked.add(what);
      log.error({ what, error: error instanceof Error ? error.message : String(error) }, 'set_up_not_asked');
    }
  };
  for (const tokenId of await listTokens(db)) await alone('tokens', () => checkToken(context, { tokenId }));
  for (const { id: senderId } of await listSenders(db))
    await alone('templates', () => syncTemplates(context, { senderId }));
  const [address, subscriptions, phone] = await Promise.all([
    shakeOwnHand(env.STORYWIRE_URL, env.META_WEBHOOK_VERIFY_TOKEN, signal),
    askSubscriptions(context),
    askWhatsApp(context),
  ]);
  await recordSetUpTest(db, {
    url: env.STORYWIRE_URL,
    address,
    subscriptions,
    ...phone,
    unasked: [...unasked],
  });
}

async function askSubscriptions({ env }: JobContext): Promise<SetUpProbe['subscriptions']> {
  // The app asks in its own name; no token of anybody's is needed.
  const answer = await listAppSubscriptions(metaConfig(env, ''));
  if (!answer.ok) return answer.result === 'token' ? 'app' : silenceOf(answer);
  const held = (object: string) => wordsOf(answer.subscriptions.find((each) => each.object === object));
  return { whatsapp: held('whatsapp_business_account'), instagram: held('instagram') };
}

const wordsOf = (found: AppSubscription | undefined) =>
  found === undefined
    ? null
    : { callbackUrl: found.callbackUrl, active: found.active, fields: found.fields, heldSince: null };

/** The number and its account, asked with the token that sends; where none does, with the first that reads the number. */
async function askWhatsApp(context: JobContext): Promise<Pick<SetUpProbe, 'sender' | 'subscribed'>> {
  const { env } = context;
  const { WHATSAPP_PHONE_NUMBER_ID: phoneNumberId, WHATSAPP_BUSINESS_ACCOUNT_ID: wabaId } = env;
  if (phoneNumberId === undefined || wabaId === undefined) return { sender: null, subscribed: null };
  const asked = await readOwnNumber(context, phoneNumberId);
  if (asked === undefined) return { sender: null, subscribed: null };
  const { config, read } = asked;
  const app = await isAppSubscribed(config, wabaId);
  return {
    sender: read.ok
      ? {
          displayNumber: read.sender.displayNumber,
          verifiedName: read.sender.verifiedName,
          nameStatus: read.sender.nameStatus,
          status: read.sender.status,
          quality: read.sender.quality,
        }
      : silenceOf(read),
    subscribed: app.ok ? app.subscribed : silenceOf(app),
  };
}

type OwnNumberRead = { config: MetaConfig; read: Awaited<ReturnType<typeof readSender>> };

/** @returns undefined where no token may be asked with */
async function readOwnNumber(
  { db, env }: JobContext,
  phoneNumberId: string,
): Promise<OwnNumberRead | undefined> {
  const known = await findSender(db, phoneNumberId);
  const sends = known?.tokenId ?? null;
  const tokenIds = sends === null ? await listSendingTokens(db, { environmentTokenId: undefined }) : [sends];
  let last: OwnNumberRead | undefined;
  for (const tokenId of tokenIds) {
    const accessToken = await readToken(db, tokenId);
    if (accessToken === undefined) continue;
    const config = metaConfig(env, accessToken);
    last = { config, read: await readSender(config, phoneNumberId) };
    if (last.read.ok) break;
  }
  return last;
}

const silenceOf = ({ result }: MetaFailure): 'permission' | 'unavailable' =>
  result === 'permission' || result === 'missing' || result === 'token' ? 'permission' : 'unavailable';
