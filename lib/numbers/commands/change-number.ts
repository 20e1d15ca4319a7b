import { eq, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { number } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { checkedInput } from '../../checked-input.ts';
import { notifyLive } from '../../live/notify.ts';
import { type ChangeNumberInput, changeNumberInput } from '../number-input.ts';
import { lockNumber } from './lock-number.ts';

/**
 * Changes whose a number is called and how it hears. The next message follows it.
 * @throws StorywireError `not_found`; `forbidden`; `invalid` naming the field
 */
export async function changeNumber(
  db: Database,
  { actor, ...given }: { actor: Actor } & ChangeNumberInput,
): Promise<{ label: string }> {
  const { numberId, ...input } = checkedInput(changeNumberInput, given);
  return db.transaction(async (tx) => {
    const row = await lockNumber(tx, actor, numberId);
    const fields = (Object.keys(input) as (keyof typeof input)[]).filter(
      (field) => row[field] !== input[field],
    );
    if (fields.length === 0) return { label: row.label };
    await tx
      .update(number)
      .set({ ...input, updatedAt: sql`now()` })
      .where(eq(number.id, row.id));
    // A label is somebody's name, which the log does without.
    const changes = fields.map((field) => [
      field,
      field === 'label' ? true : { from: row[field], to: input[field] },
    ]);
    const detail = {
      regionId: row.homeRegionId,
      shortened: row.shortened,
      ...(Object.fromEntries(changes) as object),
    };
    await recordAudit(tx, { actor, action: 'number.edit', thingId: row.id, detail });
    await notifyLive(tx, { topic: 'region', id: row.homeRegionId });
    return { label: input.label };
  });
}
