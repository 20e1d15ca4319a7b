import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { note, number, region, user } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { regionsWhere } from '../../people/permissions.ts';
import { writtenBy } from '../../people/written-by.ts';
import type { StoryNote } from '../story-note.ts';

/** The newest; older ones are of little use any more. */
const most = 20;

/** What phones wrote that is on no story, from the regions whose numbers the actor manages. The newest first. */
export async function listUnplacedNotes(db: Queryable, { actor }: { actor: Actor }): Promise<StoryNote[]> {
  const regions = regionsWhere(actor, 'numbers.manage');
  if (regions !== 'all' && regions.length === 0) return [];
  const rows = await db
    .select({
      id: note.id,
      words: note.words,
      at: note.at,
      person: user.name,
      phone: { label: number.label, homeRegionId: number.homeRegionId },
      region: region.name,
    })
    .from(note)
    .innerJoin(region, eq(region.id, note.regionId))
    .leftJoin(user, eq(user.id, note.byUserId))
    .leftJoin(number, eq(number.id, note.byNumberId))
    .where(and(isNull(note.storyId), regions === 'all' ? undefined : inArray(note.regionId, regions)))
    .orderBy(desc(note.at), desc(note.id))
    .limit(most);
  return rows.map(({ id, words, at, person, phone, region: name }) => ({
    id,
    words,
    by: writtenBy(actor, { person, phone, region: name }),
    at: at.toISOString(),
  }));
}
