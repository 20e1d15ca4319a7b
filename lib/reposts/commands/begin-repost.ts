import { and, desc, eq, inArray, isNull, notExists, or, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { flag, region, repost, repostTarget, story } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { moveFlagWithRepost } from '../../flags/commands/change-flag.ts';
import { openFlagStates } from '../../words.ts';
import { notifyLive } from '../../live/notify.ts';
import { demand } from '../../people/permissions.ts';
import { openTargetStates } from '../open-target-states.ts';

/**
 * Begins a region's reuse of a story, and takes the flag along that asked for
 * it. One that is still worked on is offered instead of a second.
 * @param flagId absent: the flag *repost* or *needs an edit* of the region, if there is one
 * @returns begun: false when it was there already
 * @throws StorywireError `forbidden` unless an editor of the region; `not_found`; `conflict` when the region is archived
 */
export async function beginRepost(
  db: Database,
  { actor, code, regionId, flagId }: { actor: UserActor; code: string; regionId: string; flagId?: string },
): Promise<{ repostId: string; begun: boolean }> {
  demand(actor, 'reposts.edit', regionId);
  return db.transaction(async (tx) => {
    const [source] = await tx
      .select({ id: story.id })
      .from(story)
      .where(eq(story.code, code.toUpperCase()))
      // Held, so that two who begin at once begin one.
      .for('no key update');
    if (!source) throw new StorywireError('not_found', 'storyNotFound');
    await demandRegionInUse(tx, regionId);
    const wanted = await findFlag(tx, {
      storyId: source.id,
      regionId,
      ...(flagId === undefined ? {} : { flagId }),
    });
    const open = await findOpen(tx, { storyId: source.id, regionId });
    if (open !== undefined) return { repostId: open, begun: false };
    const [made] = await tx
      .insert(repost)
      .values({ storyId: source.id, regionId, flagId: wanted ?? null, byUserId: actor.userId })
      .returning({ id: repost.id });
    if (!made) throw new Error('A repost was not stored.');
    if (wanted !== undefined)
      await moveFlagWithRepost(tx, { actor, flagId: wanted, step: 'begin', ownerUserId: actor.userId });
    await recordAudit(tx, {
      actor,
      action: 'repost.begin',
      thingId: source.id,
      detail: { repostId: made.id, regionId },
    });
    await notifyLive(tx, { topic: 'repost', id: source.id });
    return { repostId: made.id, begun: true };
  });
}

async function demandRegionInUse(tx: Transaction, regionId: string): Promise<void> {
  const [row] = await tx
    .select({ id: region.id })
    .from(region)
    .where(and(eq(region.id, regionId), isNull(region.archivedAt)))
    .for('key share');
  if (!row) throw new StorywireError('conflict', 'regionArchived', { field: 'regionId' });
}

async function findFlag(
  tx: Transaction,
  { storyId, regionId, flagId }: { storyId: string; regionId: string; flagId?: string },
): Promise<string | undefined> {
  const [row] = await tx
    .select({ id: flag.id })
    .from(flag)
    .where(
      and(
        eq(flag.storyId, storyId),
        eq(flag.regionId, regionId),
        flagId === undefined
          ? and(inArray(flag.kind, ['repost', 'needs_edit']), inArray(flag.state, [...openFlagStates]))
          : eq(flag.id, flagId),
      ),
    )
    .orderBy(desc(sql`${flag.kind} = 'repost'`))
    .limit(1);
  if (flagId !== undefined && !row) throw new StorywireError('not_found', 'notFound');
  return row?.id;
}

/** One without a target yet, or with one that is not at its end. */
async function findOpen(
  tx: Transaction,
  { storyId, regionId }: { storyId: string; regionId: string },
): Promise<string | undefined> {
  const targets = tx
    .select({ id: repostTarget.id })
    .from(repostTarget)
    .where(eq(repostTarget.repostId, repost.id));
  const [row] = await tx
    .select({ id: repost.id })
    .from(repost)
    .where(
      and(
        eq(repost.storyId, storyId),
        eq(repost.regionId, regionId),
        or(
          notExists(targets),
          sql`exists (select 1 from ${repostTarget} where ${repostTarget.repostId} = ${repost.id}
            and ${inArray(repostTarget.state, [...openTargetStates])})`,
        ),
      ),
    )
    .orderBy(desc(repost.createdAt))
    .limit(1);
  return row?.id;
}
