import { discoverAccounts, debugToken } from '#lib/instagram/client.ts';
import type { JobContext } from '#lib/jobs/job-context.ts';
import { systemActor } from '#lib/actor.ts';
import { connectToken, markTokenBroken } from './commands/connect-token.ts';
import { recordDiscovery } from './commands/record-discovery.ts';
import { metaConfig } from './meta-config.ts';
import { tokenWords } from './token-words.ts';

/** `complete: false`: Meta could not be asked for everything, or refused; worth another try later. */
export type Connected = { tokenId: string; complete: boolean };

/**
 * Connects the environment's access token: seals it, asks Meta what it is
 * good for, and takes in the accounts that it reaches. Run at every start, and
 * safe to repeat. Meta being away never stops a worker from starting: what is
 * known already goes on being polled.
 */
export async function connectFromEnv({ db, env, log, now }: JobContext): Promise<Connected> {
  const actor = systemActor('connector');
  const config = metaConfig(env, env.META_ACCESS_TOKEN);
  const debugged = await debugToken(config);
  if (!debugged.ok) log.warn({ result: debugged.result, details: debugged.details }, 'token_not_checked');
  const facts = debugged.ok ? debugged.token : undefined;
  const tokenId = await connectToken(db, { actor, accessToken: config.accessToken, facts, now: now() });
  if (facts && !facts.valid) {
    log.error({ tokenId, error: facts.error }, 'token_refused');
    return { tokenId, complete: false };
  }

  const discovered = await discoverAccounts(config);
  if (!discovered.ok) {
    log.warn({ tokenId, result: discovered.result, details: discovered.details }, 'accounts_not_discovered');
    if (discovered.result === 'token') {
      await markTokenBroken(db, { actor, tokenId, reason: tokenWords(discovered.error), now: now() });
    }
    return { tokenId, complete: false };
  }
  const added = await recordDiscovery(db, { actor, tokenId, accounts: discovered.accounts });
  log.info({ tokenId, reached: discovered.accounts.length, added }, 'accounts_discovered');
  return { tokenId, complete: debugged.ok };
}
