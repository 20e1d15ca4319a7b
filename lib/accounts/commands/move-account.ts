import { asc, eq, inArray } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { account, region } from '#db/schema.ts';
import type { Actor } from '#lib/actor.ts';
import { recordAudit } from '#lib/audit/commands.ts';
import { StorywireError } from '#lib/errors.ts';
import { notifyLive } from '#lib/live/notify.ts';
import { demand } from '#lib/people/permissions.ts';

/**
 * Gives an account to a region. Stories found before stay with the region they were found in.
 * @param regionId `null`: to none, where it is not checked any more
 * @throws StorywireError `forbidden` unless an admin of both regions; `not_found`; `conflict` when the region is archived
 */
export async function moveAccount(
  db: Database,
  { actor, accountId, regionId }: { actor: Actor; accountId: string; regionId: string | null },
): Promise<void> {
  demand(actor, 'accounts.manage', regionId);
  await db.transaction(async (tx) => {
    const [row] = await lockAccounts(tx, [accountId]);
    if (!row) throw new StorywireError('not_found', 'accountNotFound');
    await moveLocked(tx, { actor, row, regionId });
  });
}

/**
 * Gives accounts that were discovered to regions, several at once: all or none.
 * @param choices account and region; an account that has its region already is left alone
 * @returns how many were given to a region
 * @throws StorywireError as `moveAccount`
 */
export async function mapAccounts(
  db: Database,
  { actor, choices }: { actor: Actor; choices: ReadonlyMap<string, string> },
): Promise<number> {
  demand(actor, 'accounts.manage', null);
  if (choices.size === 0) return 0;
  return db.transaction(async (tx) => {
    const rows = await lockAccounts(tx, [...choices.keys()]);
    if (rows.length < choices.size) throw new StorywireError('not_found', 'accountNotFound');
    const moved = rows.filter((row) => choices.get(row.id) !== row.regionId);
    for (const row of moved) await moveLocked(tx, { actor, row, regionId: choices.get(row.id) ?? null });
    return moved.length;
  });
}

type Locked = { id: string; regionId: string | null };

/** In order of id, so that two who map at once wait for each other instead of blocking each other. */
const lockAccounts = (tx: Transaction, accountIds: string[]): Promise<Locked[]> =>
  tx
    .select({ id: account.id, regionId: account.regionId })
    .from(account)
    .where(inArray(account.id, accountIds))
    .orderBy(asc(account.id))
    .for('update');

async function moveLocked(
  tx: Transaction,
  { actor, row, regionId }: { actor: Actor; row: Locked; regionId: string | null },
): Promise<void> {
  // `null` asks for the right in every region: an account that no team has yet belongs to all of them.
  demand(actor, 'accounts.manage', row.regionId);
  if (row.regionId === regionId) return;
  if (regionId !== null) await demandRegionInUse(tx, regionId);
  await tx.update(account).set({ regionId }).where(eq(account.id, row.id));
  await recordAudit(tx, {
    actor,
    action: 'account.move',
    thingId: row.id,
    detail: { from: row.regionId, to: regionId },
  });
  for (const id of [regionId, row.regionId]) if (id !== null) await notifyLive(tx, { topic: 'region', id });
}

async function demandRegionInUse(tx: Transaction, regionId: string): Promise<void> {
  const [target] = await tx
    .select({ archivedAt: region.archivedAt })
    .from(region)
    .where(eq(region.id, regionId))
    // Held, so that it is not archived in between.
    .for('key share');
  if (!target) throw new StorywireError('not_found', 'regionNotFound', { field: 'regionId' });
  if (target.archivedAt !== null)
    throw new StorywireError('conflict', 'regionArchived', { field: 'regionId' });
}
