import type { Transaction } from '#db/client.ts';
import { installation } from '#db/schema.ts';
import { StorywireError } from '../../errors.ts';

/**
 * Takes the installation's row, by which changes of the brand follow one another.
 * @throws StorywireError `not_found` before there is one
 */
export async function lockInstallation(tx: Transaction): Promise<typeof installation.$inferSelect> {
  const [row] = await tx.select().from(installation).for('update');
  if (!row) throw new StorywireError('not_found', 'notFound');
  return row;
}
