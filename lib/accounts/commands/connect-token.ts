import { and, eq, ne } from 'drizzle-orm';
import type { Database, Queryable, Transaction } from '#db/client.ts';
import { token } from '#db/schema.ts';
import type { TokenFacts } from '#lib/instagram/token-facts.ts';
import type { Actor } from '#lib/actor.ts';
import { recordAudit } from '#lib/audit/commands.ts';
import { newId } from '#lib/ids.ts';
import { keyring } from '#lib/keyring.ts';
import { demand } from '#lib/people/permissions.ts';
import { keyedHash, seal } from '#lib/seal.ts';
import { tokenWords } from '../token-words.ts';

/**
 * Takes in an access token, sealed. The same token given again is the same
 * row: a broken one becomes healthy when Meta now calls it valid, or when Meta
 * could not be asked, since the next poll will tell.
 * @param facts what Meta says of it; `undefined`: could not be asked
 * @returns the token's id
 */
export async function connectToken(
  db: Database,
  {
    actor,
    accessToken,
    facts,
    now,
  }: { actor: Actor; accessToken: string; facts: TokenFacts | undefined; now: Date },
): Promise<string> {
  demand(actor, 'accounts.manage', null);
  const hash = keyedHash(keyring(), 'token', accessToken);
  const brokenReason = facts && !facts.valid ? tokenWords(facts.error) : null;
  const standing = {
    state: brokenReason === null ? 'healthy' : 'broken',
    brokenReason,
    ...(facts && { scopes: facts.scopes, expiresAt: facts.expiresAt, checkedAt: now }),
  } as const;
  return db.transaction(async (tx) => {
    const id = newId(now);
    const [added] = await tx
      .insert(token)
      .values({ id, hash, sealed: seal(keyring(), `token:${id}`, accessToken), ...standing })
      .onConflictDoNothing({ target: token.hash })
      .returning({ id: token.id });
    const known = added ? undefined : await lockToken(tx, hash);
    if (known) await tx.update(token).set(standing).where(eq(token.id, known.id));
    const thingId = known?.id ?? id;
    // The environment's token is connected at every start; only what changes is worth a line.
    if (known?.state !== standing.state) {
      await recordAudit(tx, {
        actor,
        action: 'token.connect',
        thingId,
        detail: { state: standing.state, brokenReason },
      });
    }
    return thingId;
  });
}

async function lockToken(tx: Transaction, hash: string) {
  const [row] = await tx
    .select({ id: token.id, state: token.state })
    .from(token)
    .where(eq(token.hash, hash))
    .for('update');
  return row;
}

/** Says that Meta refuses a token: its accounts rest until it, or another one, is connected. */
export async function markTokenBroken(
  db: Queryable,
  { actor, tokenId, reason, now }: { actor: Actor; tokenId: string; reason: string; now: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    const marked = await tx
      .update(token)
      .set({ state: 'broken', brokenReason: reason, checkedAt: now })
      .where(and(eq(token.id, tokenId), ne(token.state, 'broken')))
      .returning({ id: token.id });
    // Several checks meet the same broken token; one line of them is enough.
    if (marked.length === 0) return;
    await recordAudit(tx, { actor, action: 'token.break', thingId: tokenId, detail: { reason } });
  });
}
