import { and, eq, ne } from 'drizzle-orm';
import type { Database, Queryable, Transaction } from '#db/client.ts';
import { token } from '#db/schema.ts';
import type { Actor } from '#lib/actor.ts';
import { recordAudit } from '#lib/audit/commands.ts';
import { newId } from '#lib/ids.ts';
import { keyring } from '#lib/keyring.ts';
import { demand } from '#lib/people/permissions.ts';
import { keyedHash, seal } from '#lib/seal.ts';
import type { TokenState } from '#lib/words.ts';
import type { TokenVerdict } from '../judge-token.ts';
import { handOverSenders } from './hand-over-senders.ts';
import { handOverAccounts, lockHandOvers } from './hand-over.ts';

/**
 * Takes in the environment's access token, sealed. The same token given again
 * is the same row: a broken one becomes healthy when Meta now calls it valid.
 * While Meta cannot be asked, a known one stays as it was, and a new one passes
 * for healthy, since the next poll will tell.
 * @param verdict what comes of what Meta says of it; `undefined`: could not be asked
 * @returns the token's id
 */
export async function connectToken(
  db: Database,
  {
    actor,
    accessToken,
    verdict,
    now,
  }: { actor: Actor; accessToken: string; verdict: TokenVerdict | undefined; now: Date },
): Promise<string> {
  demand(actor, 'accounts.manage', null);
  return db.transaction(async (tx) => {
    await lockHandOvers(tx);
    const { id, before } = await insertToken(tx, {
      accessToken,
      source: 'environment',
      state: 'healthy',
      now,
    });
    await tx
      .update(token)
      .set({ source: 'environment', ...(verdict && { ...verdict, checkedAt: now }) })
      .where(eq(token.id, id));
    const { state, brokenReason } = verdict ?? { state: before ?? 'healthy', brokenReason: null };
    // The environment's token is connected at every start; only what changes is worth a line.
    if (before !== state) {
      await recordAudit(tx, { actor, action: 'token.connect', thingId: id, detail: { state, brokenReason } });
      await handOverAccounts(tx, { actor });
      await handOverSenders(tx, { actor });
    }
    return id;
  });
}

/**
 * Stores a token, unless it is there already.
 * @returns its id, held until the transaction ends, and how it stood before; `undefined`: it is new
 */
export async function insertToken(
  tx: Transaction,
  {
    accessToken,
    now,
    ...first
  }: { accessToken: string; source: 'environment' | 'entered'; state: TokenState; now: Date },
): Promise<{ id: string; before: TokenState | undefined }> {
  const hash = keyedHash(keyring(), 'token', accessToken);
  const id = newId(now);
  const [added] = await tx
    .insert(token)
    .values({ id, hash, sealed: seal(keyring(), `token:${id}`, accessToken), ...first })
    .onConflictDoNothing({ target: token.hash })
    .returning({ id: token.id });
  if (added) return { id, before: undefined };
  const [known] = await tx
    .select({ id: token.id, before: token.state })
    .from(token)
    .where(eq(token.hash, hash))
    .for('update');
  // It was disconnected between the two: whoever gives it again connects it anew.
  if (!known) throw new Error('The token was disconnected at this very moment.');
  return known;
}

/** Says that Meta refuses a token: its accounts and what it sends go to others that reach them, or rest until one is connected. */
export async function markTokenBroken(
  db: Queryable,
  { actor, tokenId, reason, now }: { actor: Actor; tokenId: string; reason: string; now: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockHandOvers(tx);
    const marked = await tx
      .update(token)
      .set({ state: 'broken', brokenReason: reason, checkedAt: now })
      .where(and(eq(token.id, tokenId), ne(token.state, 'broken')))
      .returning({ id: token.id });
    // Several checks meet the same broken token; one line of them is enough.
    if (marked.length === 0) return;
    await recordAudit(tx, { actor, action: 'token.break', thingId: tokenId, detail: { reason } });
    await handOverAccounts(tx, { actor });
    await handOverSenders(tx, { actor });
  });
}
