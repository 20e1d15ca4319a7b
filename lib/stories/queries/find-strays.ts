import { eq } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { media, mediaRemoval, story } from '#db/schema.ts';
import type { Rendition } from '#lib/words.ts';

/** A file that a try has put into the store, or has begun to. */
export type WrittenFile = { rendition: Rendition; storageKey: string };

/**
 * Looks at what a try wrote whose transaction has failed.
 * @returns `strays`: what no row names and none ever will, since a rendition's row stays as it is
 * and a story's end stays what it is. `undecided`: how many a next try may still name.
 */
export async function findStrays(
  db: Queryable,
  { storyId, written }: { storyId: string; written: readonly WrittenFile[] },
): Promise<{ strays: string[]; undecided: number }> {
  const [row] = await db.select({ state: story.mediaState }).from(story).where(eq(story.id, storyId));
  const named = await db
    .select({ rendition: media.rendition, storageKey: media.storageKey })
    .from(media)
    .where(eq(media.storyId, storyId));
  const removed = await db
    .select({ rendition: mediaRemoval.rendition })
    .from(mediaRemoval)
    .where(eq(mediaRemoval.storyId, storyId));
  const open = row?.state === 'pending' || row?.state === 'archived';
  const strays: string[] = [];
  let undecided = 0;
  for (const { rendition, storageKey } of written) {
    const kept = named.find((each) => each.rendition === rendition);
    const late = removed.some((each) => each.rendition === rendition);
    if (kept ? kept.storageKey !== storageKey : late || !open) strays.push(storageKey);
    else if (!kept) undecided += 1;
  }
  return { strays, undecided };
}
