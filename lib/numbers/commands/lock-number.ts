import { eq } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { number } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { StorywireError } from '../../errors.ts';
import { demand } from '../../people/permissions.ts';
import type { NumberRecord } from '../queries/find-number.ts';

/**
 * Takes a number's row for changing it.
 * @throws StorywireError `not_found`; `forbidden`
 */
export async function lockNumber(tx: Transaction, actor: Actor, numberId: string): Promise<NumberRecord> {
  const [row] = await tx.select().from(number).where(eq(number.id, numberId)).for('update');
  if (!row) throw new StorywireError('not_found', 'numberNotFound');
  demand(actor, 'numbers.manage', row.homeRegionId);
  return row;
}
