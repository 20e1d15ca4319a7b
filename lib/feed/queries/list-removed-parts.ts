import { eq, min, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { mediaRemoval, story } from '#db/schema.ts';
import type { RemovedPart } from '../feed-story.ts';

/** What the rules of keeping have removed of a story, the original first. */
export async function listRemovedParts(db: Queryable, storyId: string): Promise<RemovedPart[]> {
  const part = sql<
    'originals' | 'pictures'
  >`case when ${mediaRemoval.rendition} = 'original' then 'originals' else 'pictures' end`;
  const [files, [words]] = await Promise.all([
    db
      .select({ part, at: min(mediaRemoval.markedAt), afterDays: min(mediaRemoval.afterDays) })
      .from(mediaRemoval)
      .where(eq(mediaRemoval.storyId, storyId))
      .groupBy(part)
      .orderBy(part),
    db
      .select({ at: story.wordsRemovedAt, afterDays: story.wordsRemovedAfterDays })
      .from(story)
      .where(eq(story.id, storyId)),
  ]);
  return [...files, { part: 'words' as const, at: null, afterDays: null, ...words }].flatMap(
    ({ part: which, at, afterDays }) =>
      at === null || afterDays === null ? [] : [{ part: which, at: at.toISOString(), afterDays }],
  );
}
