import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { unknownSender } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { StorywireError } from '../../errors.ts';
import { keyring } from '../../keyring.ts';
import { demand } from '../../people/permissions.ts';
import { unseal } from '../../seal.ts';
import type { AddNumberInput } from '../number-input.ts';
import { unknownSenderRow } from '../unknown-sender-row.ts';
import { type AddedNumber, addNumber, type Agreed } from './add-number.ts';

/**
 * Adds the phone of somebody who wrote and was not known, without its number
 * being shown to anybody.
 * @returns `shortened` in place of the number that was understood
 * @throws StorywireError `not_found`; and as `addNumber` does
 */
export async function addUnknownSender(
  db: Database,
  {
    actor,
    unknownId,
    ...given
  }: { actor: Actor; unknownId: string; agreed?: Agreed } & Omit<AddNumberInput, 'number'>,
): Promise<Omit<AddedNumber, 'international'> & { shortened: string }> {
  demand(actor, 'numbers.manage', null);
  const [row] = await db.select().from(unknownSender).where(eq(unknownSender.id, unknownId));
  if (!row?.sealed || row.shortened === null) throw new StorywireError('not_found', 'numberNotFound');
  const number = unseal(keyring(), unknownSenderRow(row.id), row.sealed);
  const { international: _, ...added } = await addNumber(db, { actor, ...given, number });
  return { ...added, shortened: row.shortened };
}
