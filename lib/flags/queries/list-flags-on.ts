import { asc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Queryable } from '#db/client.ts';
import { flag, number, region, user } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { demand } from '../../people/permissions.ts';
import { writerColumns } from '../../people/queries/writer-columns.ts';
import { asWritten } from '../../people/written-by.ts';
import type { StoryFlag } from '../story-flag.ts';

const owner = alias(user, 'owner');

/** All flags on a story, the newest last. */
export async function listFlagsOn(
  db: Queryable,
  { actor, storyId }: { actor: Actor; storyId: string },
): Promise<StoryFlag[]> {
  demand(actor, 'stories.read', null);
  const rows = await db
    .select({
      id: flag.id,
      kind: flag.kind,
      state: flag.state,
      urgent: flag.urgent,
      words: flag.words,
      dismissal: flag.dismissal,
      owner: owner.name,
      at: flag.createdAt,
      ...writerColumns,
    })
    .from(flag)
    .innerJoin(region, eq(region.id, flag.regionId))
    .leftJoin(user, eq(user.id, flag.byUserId))
    .leftJoin(owner, eq(owner.id, flag.ownerUserId))
    .leftJoin(number, eq(number.id, flag.byNumberId))
    .where(eq(flag.storyId, storyId))
    .orderBy(asc(flag.createdAt), asc(flag.id));
  return rows.map(asWritten(actor));
}
