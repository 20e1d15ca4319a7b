import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { token } from '#db/schema.ts';
import type { Actor } from '#lib/actor.ts';
import { recordAudit } from '#lib/audit/commands.ts';
import type { TokenTrouble } from '#lib/words.ts';
import type { TokenVerdict } from '../judge-token.ts';
import { handOverSenders } from './hand-over-senders.ts';
import { handOverAccounts, lockHandOvers } from './hand-over.ts';

/**
 * Writes down what a check of a token came to. When its state changes, its
 * accounts and senders change hands with it.
 * @param holder what Meta calls whom it was made for; `null`: not told, and what was known stays
 */
export async function recordTokenCheck(
  db: Database,
  {
    actor,
    tokenId,
    verdict,
    holder,
    now,
  }: { actor: Actor; tokenId: string; verdict: TokenVerdict; holder: string | null; now: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockHandOvers(tx);
    const [before] = await tx
      .select({ state: token.state, scopes: token.scopes })
      .from(token)
      .where(eq(token.id, tokenId))
      .for('update');
    if (!before) return;
    await tx
      .update(token)
      .set({
        ...verdict,
        ...(holder !== null && { holder }),
        checkedAt: now,
        checkAskedAt: null,
        trouble: null,
      })
      .where(eq(token.id, tokenId));
    const { state, brokenReason, scopes } = verdict;
    if (before.state !== state) {
      await recordAudit(tx, {
        actor,
        action: 'token.check',
        thingId: tokenId,
        detail: { state: { from: before.state, to: state }, brokenReason },
      });
    }
    // What it may do can change without its state.
    if (before.state === state && before.scopes.toSorted().join() === scopes.toSorted().join()) return;
    await handOverAccounts(tx, { actor });
    await handOverSenders(tx, { actor });
  });
}

/** Notes that a check has failed on our side, so that nobody waits for it; it is made again at the given moment. */
export async function postponeTokenCheck(
  db: Database,
  { tokenId, askAgainAt }: { tokenId: string; askAgainAt: Date },
): Promise<void> {
  await db.update(token).set({ checkAskedAt: askAgainAt }).where(eq(token.id, tokenId));
}

/** Notes why a check did not come to its end; it is made again at the given moment. Whoever waits for it is told so. */
export async function recordTokenTrouble(
  db: Database,
  { tokenId, trouble, askAgainAt }: { tokenId: string; trouble: TokenTrouble; askAgainAt: Date },
): Promise<void> {
  await db.update(token).set({ trouble, checkAskedAt: askAgainAt }).where(eq(token.id, tokenId));
}
