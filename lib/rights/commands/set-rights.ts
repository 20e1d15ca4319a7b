import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { account, region, story, storyRights } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { notifyLive } from '../../live/notify.ts';
import { demand } from '../../people/permissions.ts';
import type { ReuseRight } from '../../words.ts';
import { endOfDay } from '../last-day.ts';

/**
 * Says what other regions may do with a story.
 * @param lastDay as 2026-11-25, by the clocks of the story's region; `null`: for good
 * @param regionIds `null`: in all regions
 * @throws StorywireError `forbidden` unless an editor of the story's region; `not_found`; `invalid` when it could be reused nowhere
 */
export async function setStoryRights(
  db: Database,
  {
    actor,
    storyId,
    rights,
    lastDay,
    regionIds,
    words,
  }: {
    actor: UserActor;
    storyId: string;
    rights: ReuseRight;
    lastDay: string | null;
    regionIds: readonly string[] | null;
    words: string | null;
  },
): Promise<void> {
  await db.transaction(async (tx) => {
    const { regionId, timeZone } = await lockStory(tx, storyId);
    demand(actor, 'rights.manage', regionId);
    const limited = rights !== 'not_reused';
    const within = limited && regionIds !== null ? [...new Set(regionIds)].toSorted() : null;
    if (within !== null) await demandRegions(tx, within);
    const values = {
      rights,
      until: limited && lastDay !== null ? endOfDay(lastDay, timeZone) : null,
      regionIds: within,
      words,
      byUserId: actor.userId,
    };
    await tx
      .insert(storyRights)
      .values({ storyId, ...values, updatedAt: sql`clock_timestamp()` })
      .onConflictDoUpdate({
        target: storyRights.storyId,
        set: { ...values, updatedAt: sql`clock_timestamp()` },
      });
    await recordAudit(tx, {
      actor,
      action: 'rights.set',
      thingId: storyId,
      detail: {
        rights,
        ...(values.until === null ? {} : { until: values.until.toISOString() }),
        ...(within === null ? {} : { regions: within }),
      },
    });
    await notifyLive(tx, { topic: 'flag', id: storyId });
  });
}

/**
 * Takes back what was said of a story: its account's default holds again.
 * @throws StorywireError `forbidden`, `not_found`
 */
export async function clearStoryRights(
  db: Database,
  { actor, storyId }: { actor: UserActor; storyId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const { regionId } = await lockStory(tx, storyId);
    demand(actor, 'rights.manage', regionId);
    const gone = await tx
      .delete(storyRights)
      .where(eq(storyRights.storyId, storyId))
      .returning({ rights: storyRights.rights });
    if (gone.length === 0) return;
    await recordAudit(tx, { actor, action: 'rights.clear', thingId: storyId });
    await notifyLive(tx, { topic: 'flag', id: storyId });
  });
}

/**
 * What holds for an account's stories of which nothing else was said.
 * @throws StorywireError `forbidden` unless an editor of its region; `not_found`
 */
export async function setAccountRights(
  db: Database,
  { actor, accountId, rights }: { actor: UserActor; accountId: string; rights: ReuseRight },
): Promise<{ username: string }> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .select({ regionId: account.regionId, username: account.username, rights: account.rights })
      .from(account)
      .where(eq(account.id, accountId))
      .for('no key update');
    if (!row) throw new StorywireError('not_found', 'accountNotFound');
    demand(actor, 'rights.manage', row.regionId);
    if (row.rights !== rights) {
      await tx.update(account).set({ rights }).where(eq(account.id, accountId));
      await recordAudit(tx, {
        actor,
        action: 'account.rights',
        thingId: accountId,
        detail: { from: row.rights, to: rights },
      });
      if (row.regionId !== null) await notifyLive(tx, { topic: 'region', id: row.regionId });
    }
    return { username: row.username };
  });
}

async function lockStory(tx: Transaction, storyId: string): Promise<{ regionId: string; timeZone: string }> {
  const [row] = await tx
    .select({ regionId: story.regionId, timeZone: region.timeZone })
    .from(story)
    .innerJoin(region, eq(region.id, story.regionId))
    .where(eq(story.id, storyId))
    // Held, so that questions, answers and settings of one story come one after the other.
    .for('no key update', { of: story });
  if (!row) throw new StorywireError('not_found', 'storyNotFound');
  return row;
}

async function demandRegions(tx: Transaction, regionIds: readonly string[]): Promise<void> {
  if (regionIds.length === 0) throw new StorywireError('invalid', 'rightsNowhere', { field: 'regionIds' });
  const found = await tx
    .select({ id: region.id })
    .from(region)
    .where(and(inArray(region.id, [...regionIds]), isNull(region.archivedAt)));
  if (found.length < regionIds.length)
    throw new StorywireError('invalid', 'regionUnknown', { field: 'regionIds' });
}
