import type { Queryable } from '#db/client.ts';
import { systemActor } from '../../actor.ts';
import { getReuse } from '../../rights/queries/get-reuse.ts';

/**
 * Whether a team may still reuse a story. Days may lie between an approval and
 * its time; what the story's team says of it holds to the last moment.
 * @returns `held`: not until its team, which has deleted it, releases it
 */
export async function mayPost(
  db: Queryable,
  { storyId, regionId, now }: { storyId: string; regionId: string; now: Date },
): Promise<'yes' | 'held' | 'no'> {
  const { may, reason } = await getReuse(db, { actor: systemActor('publisher'), storyId, regionId, now });
  if (reason === 'deleted') return 'held';
  return may === 'free' ? 'yes' : 'no';
}
