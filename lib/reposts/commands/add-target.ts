import { and, eq } from 'drizzle-orm';
import type { Database, Queryable } from '#db/client.ts';
import { account, repostTarget, repostVersion, story } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { moveFlagWithRepost } from '../../flags/commands/change-flag.ts';
import { notifyLive } from '../../live/notify.ts';
import { demand } from '../../people/permissions.ts';
import { getRepostToEdit } from '../queries/get-repost-to-edit.ts';
import { askPublishingCheck } from './record-publishing-check.ts';

/**
 * Adds an account that a repost is to be posted to, as a draft.
 * @throws StorywireError `forbidden` unless an editor of the repost's and of the account's region; `not_found`; `conflict` when the account is there already
 */
export async function addTarget(
  db: Database,
  {
    actor,
    repostId,
    accountId,
    versionId,
    publishAt,
  }: {
    actor: UserActor;
    repostId: string;
    accountId: string;
    versionId: string | null;
    publishAt: Date | null;
  },
): Promise<{ targetId: string }> {
  return db.transaction(async (tx) => {
    const row = await getRepostToEdit(tx, { actor, repostId, lock: true });
    // Held, since it may have been given up: retention comes before this or sees it.
    await tx.select({ id: story.id }).from(story).where(eq(story.id, row.storyId)).for('key share');
    const [to] = await tx
      .select({ regionId: account.regionId, username: account.username })
      .from(account)
      .where(eq(account.id, accountId));
    if (!to) throw new StorywireError('not_found', 'accountNotFound');
    demand(actor, 'reposts.edit', to.regionId);
    if (versionId !== null) await demandVersion(tx, { repostId, versionId });
    const [made] = await tx
      .insert(repostTarget)
      .values({ repostId, accountId, versionId, publishAt })
      .onConflictDoNothing()
      .returning({ id: repostTarget.id });
    if (!made) throw new StorywireError('conflict', 'targetAlready', { values: { account: to.username } });
    // Given up before: it is being reposted again.
    if (row.flagId !== null) await moveFlagWithRepost(tx, { actor, flagId: row.flagId, step: 'begin' });
    await recordAudit(tx, {
      actor,
      action: 'repost.add_target',
      thingId: row.storyId,
      detail: { repostId, regionId: row.regionId, accountId },
    });
    await askPublishingCheck(tx, { accountId });
    await notifyLive(tx, { topic: 'repost', id: row.storyId });
    return { targetId: made.id };
  });
}

/** @throws StorywireError `not_found` unless it is a version of this repost */
export async function demandVersion(
  db: Queryable,
  { repostId, versionId }: { repostId: string; versionId: string },
): Promise<void> {
  const rows = await db
    .select({ id: repostVersion.id })
    .from(repostVersion)
    .where(and(eq(repostVersion.id, versionId), eq(repostVersion.repostId, repostId)));
  if (rows.length === 0) throw new StorywireError('not_found', 'notFound');
}
