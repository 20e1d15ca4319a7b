import { eq } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { brandFont } from '#db/schema.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import type { MediaStorage } from '../../media/storage.ts';
import { lockInstallation } from './lock-installation.ts';

/**
 * Has a file deleted once the change that left it behind is committed. The
 * change stands whether that succeeds or not; the queue tries again.
 * @param after not before then; left out: at once
 */
export async function dropFileLater(
  tx: Transaction,
  { storageKey, after }: { storageKey: string; after?: Date },
): Promise<void> {
  await enqueue(tx, 'brand.dropFile', { storageKey }, after === undefined ? {} : { startAfter: after });
}

/**
 * Deletes a logo or font from the store, unless the brand shows it (again).
 * @returns whether it is gone
 */
export async function dropFile(
  db: Database,
  storage: MediaStorage,
  { storageKey }: { storageKey: string },
): Promise<boolean> {
  return await db.transaction(async (tx) => {
    // Held until the file is gone, so that nobody puts the logo back meanwhile.
    const { logoKey } = await lockInstallation(tx);
    const fonts = await tx.$count(brandFont, eq(brandFont.storageKey, storageKey));
    if (logoKey === storageKey || fonts > 0) return false;
    await storage.removeFile(storageKey);
    return true;
  });
}
