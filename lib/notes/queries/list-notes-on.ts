import { asc, eq } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { note, number, region, user } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { demand } from '../../people/permissions.ts';
import { writerColumns } from '../../people/queries/writer-columns.ts';
import { asWritten } from '../../people/written-by.ts';
import type { StoryNote } from '../story-note.ts';

/** All notes on a story by when they were written, the newest last. */
export async function listNotesOn(
  db: Queryable,
  { actor, storyId }: { actor: Actor; storyId: string },
): Promise<StoryNote[]> {
  demand(actor, 'stories.read', null);
  const rows = await db
    .select({
      id: note.id,
      words: note.words,
      at: note.at,
      ...writerColumns,
    })
    .from(note)
    .leftJoin(region, eq(region.id, note.regionId))
    .leftJoin(user, eq(user.id, note.byUserId))
    .leftJoin(number, eq(number.id, note.byNumberId))
    .where(eq(note.storyId, storyId))
    .orderBy(asc(note.at), asc(note.createdAt), asc(note.id));
  return rows.map(asWritten(actor));
}
