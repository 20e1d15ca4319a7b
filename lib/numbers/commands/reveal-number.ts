import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { number } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { demand } from '../../people/permissions.ts';
import { internationalForm } from '../parse-number.ts';
import { unsealNumber } from '../queries/unseal-number.ts';

/**
 * The whole number, for somebody who has to call it. Written down before it is
 * shown: without the line in the audit log nothing is.
 * @returns `+55 11 98765 4321`
 * @throws StorywireError `not_found`; `forbidden`
 */
export async function revealNumber(
  db: Database,
  { actor, numberId }: { actor: Actor; numberId: string },
): Promise<{ international: string }> {
  return db.transaction(async (tx) => {
    const [row] = await tx.select().from(number).where(eq(number.id, numberId));
    if (!row) throw new StorywireError('not_found', 'numberNotFound');
    demand(actor, 'numbers.reveal', row.homeRegionId);
    const detail = { regionId: row.homeRegionId, shortened: row.shortened };
    await recordAudit(tx, { actor, action: 'number.reveal', thingId: row.id, detail });
    return { international: internationalForm(unsealNumber(row)) };
  });
}
