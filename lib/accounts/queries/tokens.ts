import { and, asc, eq, isNull, lte, or, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { token } from '#db/schema.ts';
import { keyring } from '#lib/keyring.ts';
import { unseal } from '#lib/seal.ts';
import { canSend } from './token-can.ts';

/** From one check of a token to the next: a revoked one is met by the polls at once, and this finds what is new. */
const checkEveryMs = 60 * 60_000;

/**
 * The tokens that Meta is to be asked about now, broken ones too: they may have
 * been put right. One with a moment of its own for that is not asked before.
 */
export async function listTokensToCheck(db: Queryable, now: Date): Promise<string[]> {
  const due = new Date(now.getTime() - checkEveryMs);
  const rows = await db
    .select({ id: token.id })
    .from(token)
    .where(
      or(
        // When it is past, its job may have gone with the worker that had it.
        lte(token.checkAskedAt, now),
        and(isNull(token.checkAskedAt), or(isNull(token.checkedAt), lte(token.checkedAt, due))),
      ),
    )
    .orderBy(asc(token.id));
  return rows.map(({ id }) => id);
}

/**
 * An access token, opened, whatever its state, for asking Meta what that is and
 * nothing else: never logged, never sent to a browser. `undefined` when it is gone.
 */
export async function openToken(db: Queryable, tokenId: string): Promise<string | undefined> {
  const [row] = await db.select({ sealed: token.sealed }).from(token).where(eq(token.id, tokenId));
  return row && unseal(keyring(), `token:${tokenId}`, row.sealed);
}

/**
 * The tokens that may send by WhatsApp, as far as their permissions tell, in
 * the order in which they are to: the environment's before others, then the one
 * connected first. Whose number each is for, only reading it tells.
 */
export async function listSendingTokens(
  db: Queryable,
  { environmentTokenId }: { environmentTokenId: string | undefined },
): Promise<string[]> {
  const rows = await db
    .select({ id: token.id })
    .from(token)
    .where(canSend('token'))
    .orderBy(
      sql`(${token.id} is not distinct from ${environmentTokenId ?? null}::uuid) desc`,
      asc(token.createdAt),
      asc(token.id),
    );
  return rows.map(({ id }) => id);
}

/** Not before when a token is to be asked about again, where a check did not come to its end. NULL: at its usual turn. */
export async function findNextTokenCheck(db: Queryable, tokenId: string): Promise<Date | null> {
  const [row] = await db.select({ at: token.checkAskedAt }).from(token).where(eq(token.id, tokenId));
  return row?.at ?? null;
}

/** Every token's id, in the order they were connected. */
export async function listTokens(db: Queryable): Promise<string[]> {
  const rows = await db.select({ id: token.id }).from(token).orderBy(asc(token.createdAt), asc(token.id));
  return rows.map(({ id }) => id);
}
