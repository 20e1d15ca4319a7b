import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { note, number, region, user } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { regionsWhere } from '../../people/permissions.ts';
import { writerColumns } from '../../people/queries/writer-columns.ts';
import { asWritten } from '../../people/written-by.ts';
import type { UnplacedNote } from '../story-note.ts';
import { listStoriesForNotes } from './stories-for-note.ts';

/** The newest; older ones are of little use any more. */
const most = 20;

/** What phones wrote that is on no story, from the regions in which the actor may say which; with the stories that it can be about. The newest first. */
export async function listUnplacedNotes(db: Queryable, { actor }: { actor: Actor }): Promise<UnplacedNote[]> {
  const regions = regionsWhere(actor, 'notes.place');
  if (regions !== 'all' && regions.length === 0) return [];
  const rows = await db
    .select({
      id: note.id,
      words: note.words,
      at: note.at,
      ...writerColumns,
    })
    .from(note)
    .innerJoin(region, eq(region.id, note.regionId))
    .leftJoin(user, eq(user.id, note.byUserId))
    .leftJoin(number, eq(number.id, note.byNumberId))
    .where(and(isNull(note.storyId), regions === 'all' ? undefined : inArray(note.regionId, regions)))
    .orderBy(desc(note.at), desc(note.id))
    .limit(most);
  const choices = await listStoriesForNotes(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map(asWritten(actor)).map((each) => ({ ...each, choices: choices.get(each.id) ?? [] }));
}
