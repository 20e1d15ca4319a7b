import { and, eq } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { media } from '#db/schema.ts';
import { isWholeMp4 } from '../../media/is-whole-mp4.ts';
import { mp4Facts } from '../../media/mp4-facts.ts';
import { readStored } from '../../media/read-stored.ts';
import type { MediaStorage } from '../../media/storage.ts';

/**
 * How long a story's video is, in milliseconds, by its own index: some
 * browsers cannot play it, and would not know.
 * @returns undefined when it has no picture or cannot be read
 */
export async function findSourceLength(
  db: Queryable,
  storage: MediaStorage,
  { storyId }: { storyId: string },
): Promise<number | undefined> {
  const [row] = await db
    .select({ storageKey: media.storageKey, bytes: media.bytes })
    .from(media)
    .where(and(eq(media.storyId, storyId), eq(media.rendition, 'original')));
  if (!row) return undefined;
  const readAt = readStored(storage, row.storageKey);
  if (!(await isWholeMp4(readAt, row.bytes))) return undefined;
  const facts = await mp4Facts(readAt, row.bytes);
  return facts?.picture ? facts.durationMs : undefined;
}
