import { and, between, desc, eq, inArray } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { note } from '#db/schema.ts';
import { runAround } from '../same-run.ts';

/**
 * The latest of some notes of a phone to whose run a text of a moment belongs,
 * with the story on which it has been placed.
 */
export async function findInRun(
  db: Queryable,
  { numberId, noteIds, at }: { numberId: string; noteIds: readonly string[]; at: Date },
): Promise<{ id: string; storyId: string | null } | undefined> {
  if (noteIds.length === 0) return undefined;
  const { from, until } = runAround(at);
  const [row] = await db
    .select({ id: note.id, storyId: note.storyId })
    .from(note)
    .where(and(inArray(note.id, [...noteIds]), eq(note.byNumberId, numberId), between(note.at, from, until)))
    .orderBy(desc(note.at), desc(note.id))
    .limit(1);
  return row;
}
