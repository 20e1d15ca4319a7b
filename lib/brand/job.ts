import type { JobPayload } from '../jobs/catalogue.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { mediaStorage } from '../media/storage.ts';
import { dropFile } from './commands/drop-file.ts';

/** Deletes a logo or font that was replaced or taken away. Safe to repeat. */
export async function dropBrandFile(
  { db, env, log }: JobContext,
  { storageKey }: JobPayload<'brand.dropFile'>,
): Promise<void> {
  const dropped = await dropFile(db, mediaStorage(env), { storageKey });
  log.info({ storageKey, dropped }, 'brand_file_dropped');
}
