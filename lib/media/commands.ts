import type { Transaction } from '#db/client.ts';
import { media } from '#db/schema.ts';
import type { RenditionRow } from './rendition-row.ts';

/**
 * Records what was stored of a story, in the transaction that calls it
 * archived. A rendition that is recorded already stays as it is.
 */
export async function recordRenditions(
  tx: Transaction,
  { storyId, rows }: { storyId: string; rows: readonly RenditionRow[] },
): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insert(media)
    .values(rows.map((row) => ({ storyId, ...row })))
    .onConflictDoNothing({ target: [media.storyId, media.rendition] });
}
