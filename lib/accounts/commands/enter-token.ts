import { and, eq } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { token, tokenReach, account } from '#db/schema.ts';
import type { Actor } from '#lib/actor.ts';
import { recordAudit } from '#lib/audit/commands.ts';
import { checkedInput } from '#lib/checked-input.ts';
import { StorywireError } from '#lib/errors.ts';
import { demand } from '#lib/people/permissions.ts';
import { enterTokenInput } from '../token-input.ts';
import { insertToken } from './connect-token.ts';
import { canRead } from '../queries/token-can.ts';
import { giveTo, lockHandOvers } from './hand-over.ts';
import { queueTokenCheck } from './queue-token-check.ts';

/**
 * Takes in a token that somebody pasted: sealed at once, and of no use until a
 * worker has asked Meta what it is. Pasted again, it is checked again.
 * @returns its id
 * @throws StorywireError `forbidden` unless an admin of all regions; `invalid` for what cannot be a token
 */
export async function enterToken(
  db: Database,
  { actor, now, ...given }: { actor: Actor; accessToken: string; now: Date },
): Promise<string> {
  demand(actor, 'accounts.manage', null);
  const { accessToken } = checkedInput(enterTokenInput, given);
  return db.transaction(async (tx) => {
    const { id, before } = await insertToken(tx, { accessToken, source: 'entered', state: 'checking', now });
    if (before === undefined) {
      await recordAudit(tx, { actor, action: 'token.connect', thingId: id, detail: { state: 'checking' } });
    }
    await queueTokenCheck(tx, id);
    return id;
  });
}

/**
 * Has a token checked now rather than within the hour.
 * @throws StorywireError `forbidden` unless an admin of all regions; `not_found`
 */
export async function askTokenCheck(
  db: Database,
  { actor, tokenId }: { actor: Actor; tokenId: string },
): Promise<void> {
  demand(actor, 'accounts.manage', null);
  await db.transaction(async (tx) => {
    await lockToken(tx, tokenId);
    await queueTokenCheck(tx, tokenId);
  });
}

/**
 * Lets a token read every account that it reaches, also those that another one
 * reads well: for when a new token is to replace one that still works.
 * @returns how many changed hands
 * @throws StorywireError `forbidden` unless an admin of all regions; `not_found`; `conflict` while it is not healthy or may not read
 */
export async function preferToken(
  db: Database,
  { actor, tokenId }: { actor: Actor; tokenId: string },
): Promise<number> {
  demand(actor, 'accounts.manage', null);
  return db.transaction(async (tx) => {
    await lockHandOvers(tx);
    const { state } = await lockToken(tx, tokenId);
    if (state !== 'healthy') throw new StorywireError('conflict', 'tokenNotHealthy');
    if ((await tx.$count(token, and(eq(token.id, tokenId), canRead('token')))) === 0)
      throw new StorywireError('conflict', 'tokenMayNotRead');
    const rows = await tx
      .select({ id: account.id, from: account.tokenId })
      .from(account)
      .innerJoin(tokenReach, eq(tokenReach.accountId, account.id))
      .where(eq(tokenReach.tokenId, tokenId))
      .orderBy(account.id)
      .for('update', { of: account });
    const moved = rows.flatMap(({ id, from }) => (from === tokenId ? [] : [{ id, from, to: tokenId }]));
    await giveTo(tx, { actor, moved });
    return moved.length;
  });
}

async function lockToken(tx: Transaction, tokenId: string) {
  const [row] = await tx
    .select({ state: token.state })
    .from(token)
    .where(eq(token.id, tokenId))
    .for('update');
  if (!row) throw new StorywireError('not_found', 'tokenNotFound');
  return row;
}
