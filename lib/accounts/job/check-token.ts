import { systemActor } from '#lib/actor.ts';
import { debugToken, discoverAccounts, readTokenHolder } from '#lib/instagram/client.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import type { JobContext } from '#lib/jobs/job-context.ts';
import type { MetaFailure } from '#lib/meta/failure.ts';
import type { TokenTrouble } from '#lib/words.ts';
import { markTokenBroken } from '../commands/connect-token.ts';
import { recordDiscovery } from '../commands/record-discovery.ts';
import { postponeTokenCheck, recordTokenCheck, recordTokenTrouble } from '../commands/record-token-check.ts';
import { askTokenAgainAt } from '../ask-token-again.ts';
import { judgeToken, type TokenVerdict } from '../judge-token.ts';
import { metaConfig } from '../meta-config.ts';
import { listTokensToCheck, openToken } from '../queries/tokens.ts';
import { tokenWords } from '../token-words.ts';

export const connector = systemActor('connector');

/** What Meta says of a token, or why it says nothing. */
export type Asked = { verdict: TokenVerdict; trouble?: never } | { verdict?: never; trouble: Trouble };

type Trouble = { trouble: TokenTrouble; namedByMeta: Date | null };

/** Puts a check of every token into the queue whose last one is an hour old, or did not come to its end; the latter not before its moment. */
export async function scheduleTokenChecks({ db, now }: Pick<JobContext, 'db' | 'now'>): Promise<void> {
  for (const tokenId of await listTokensToCheck(db, now())) {
    await enqueue(db, 'accounts.check_token', { tokenId });
  }
}

/**
 * Asks Meta what a token is good for and which accounts it reaches, and takes
 * in both. Safe to repeat; nothing changes while Meta is away.
 * @returns whether Meta has answered everything
 * @throws what fails on our side, such as a token that does not open; it is due again in a minute
 */
export async function checkToken(context: JobContext, { tokenId }: { tokenId: string }): Promise<boolean> {
  try {
    const accessToken = await openToken(context.db, tokenId);
    // Disconnected meanwhile.
    if (accessToken === undefined) return true;
    return await takeIn(context, { tokenId, accessToken, asked: await askAboutToken(context, accessToken) });
  } catch (error) {
    const askAgainAt = askTokenAgainAt({ trouble: 'unavailable', namedByMeta: null, now: context.now() });
    await postponeTokenCheck(context.db, { tokenId, askAgainAt });
    throw error;
  }
}

/** Asks Meta about a token, in the app's name. */
export async function askAboutToken({ env, log, now }: JobContext, accessToken: string): Promise<Asked> {
  const debugged = await debugToken(metaConfig(env, accessToken));
  if (debugged.ok) return { verdict: judgeToken(debugged.token, { appId: env.META_APP_ID, now: now() }) };
  log.warn({ result: debugged.result, details: debugged.details }, 'token_not_checked');
  // The question is asked with the app's own token: that is the one which was refused.
  const trouble = troubleOf(debugged);
  return { trouble: debugged.result === 'token' ? { ...trouble, trouble: 'app' } : trouble };
}

/** Stores what Meta said of a token, and finds the accounts that a healthy one reaches. */
export async function takeIn(
  { db, env, log, now }: JobContext,
  { tokenId, accessToken, asked }: { tokenId: string; accessToken: string; asked: Asked },
): Promise<boolean> {
  const { verdict, trouble } = asked;
  const noteTrouble = async (met: Trouble) =>
    recordTokenTrouble(db, {
      tokenId,
      trouble: met.trouble,
      askAgainAt: askTokenAgainAt({ ...met, now: now() }),
    });
  if (verdict === undefined) {
    await noteTrouble(trouble);
    return false;
  }
  const config = metaConfig(env, accessToken);
  const healthy = verdict.state === 'healthy';
  const named = healthy ? await readTokenHolder(config) : undefined;
  const holder = named?.ok === true ? named.name : null;
  await recordTokenCheck(db, { actor: connector, tokenId, verdict, holder, now: now() });
  if (!healthy) {
    log.error({ tokenId, reason: verdict.brokenReason }, 'token_refused');
    return true;
  }
  const discovered = await discoverAccounts(config);
  if (discovered.ok) {
    const { accounts } = discovered;
    const added = await recordDiscovery(db, { actor: connector, tokenId, accounts, now: now() });
    log.info({ tokenId, reached: accounts.length, added }, 'accounts_discovered');
    return true;
  }
  log.warn({ tokenId, result: discovered.result, details: discovered.details }, 'accounts_not_discovered');
  if (discovered.result === 'token')
    await markTokenBroken(db, {
      actor: connector,
      tokenId,
      reason: tokenWords(discovered.error),
      now: now(),
    });
  else await noteTrouble(troubleOf(discovered));
  return false;
}

function troubleOf({ result, notBefore }: MetaFailure): Trouble {
  const trouble = result === 'throttled' || result === 'permission' ? result : 'unavailable';
  return { trouble, namedByMeta: notBefore };
}
