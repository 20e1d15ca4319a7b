import { and, eq, gt, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { audit, repost } from '#db/schema.ts';
import { type Actor, actorId } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { checkedInput } from '../../checked-input.ts';
import { StorywireError } from '../../errors.ts';
import { designInput } from '../design/design-input.ts';
import { getRepostToEdit, type RepostRow } from '../queries/get-repost-to-edit.ts';

/**
 * Saves an edit as it stands, in the place of the revision that it was made from.
 * @returns its own revision
 * @throws StorywireError `not_found`; `forbidden`; `invalid` in words; `conflict` when somebody saved in between
 */
export async function saveDesign(
  db: Database,
  {
    actor,
    repostId,
    revision,
    design,
  }: { actor: Actor; repostId: string; revision: number; design: unknown },
): Promise<{ revision: number }> {
  return await db.transaction(async (tx) => {
    const row = await getRepostToEdit(tx, { actor, repostId, lock: true });
    const checked = checkedInput(designInput, design);
    if (row.designRevision !== revision) throw new StorywireError('conflict', 'designChanged');
    const next = revision + 1;
    await tx
      .update(repost)
      .set({ design: checked, designRevision: next, updatedAt: sql`now()` })
      .where(eq(repost.id, repostId));
    await recordEditing(tx, { actor, row });
    return { revision: next };
  });
}

/** An editor saves by itself every second or so; the log says once an hour that somebody was at it. */
async function recordEditing(
  tx: Transaction,
  { actor, row: { id: repostId, storyId, regionId } }: { actor: Actor; row: RepostRow },
): Promise<void> {
  const [lately] = await tx
    .select({ id: audit.id })
    .from(audit)
    .where(
      and(
        eq(audit.thingId, storyId),
        sql`${audit.detail} ->> 'repostId' = ${repostId}`,
        eq(audit.action, 'repost.edit'),
        eq(audit.actorId, actorId(actor)),
        gt(audit.at, sql`now() - interval '1 hour'`),
      ),
    )
    .limit(1);
  if (lately) return;
  await recordAudit(tx, { actor, action: 'repost.edit', thingId: storyId, detail: { repostId, regionId } });
}
