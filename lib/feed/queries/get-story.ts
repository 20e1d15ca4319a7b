import { eq, inArray } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { alert, message, number, plan, region, story } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { StorywireError } from '../../errors.ts';
import { listFlagsOn } from '../../flags/queries/list-flags-on.ts';
import { listNotesOn } from '../../notes/queries/list-notes-on.ts';
import { getStoryInsights } from '../../insights/queries.ts';
import { demand, may } from '../../people/permissions.ts';
import { getLineage } from '../../reposts/queries/get-lineage.ts';
import { listRepostsOf } from '../../reposts/queries/list-reposts-of.ts';
import { getStoryRights } from '../../rights/queries/get-story-rights.ts';
import { storyCoverage, type StoryAlert } from '../coverage.ts';
import { storyCode } from '../feed-input.ts';
import type { StoryDetail } from '../feed-story.ts';
import { noFiles, selectFileUrls } from './select-file-urls.ts';
import { listStoryFiles } from './list-story-files.ts';
import { listRemovedParts } from './list-removed-parts.ts';
import { feedStories, markColumns, selectStories } from './select-stories.ts';

/**
 * A story with all that its page shows; who exactly was told only where the actor may see it.
 * @param code as in the link, in either case
 * @throws StorywireError `not_found`
 */
export async function getStory(
  db: Queryable,
  { actor, code }: { actor: Actor; code: string },
): Promise<StoryDetail> {
  demand(actor, 'stories.read', null);
  const wanted = storyCode.safeParse(code);
  const [row] = wanted.success ? await selectStories(db).where(eq(story.code, wanted.data)) : [];
  if (!row) throw new StorywireError('not_found', 'storyNotFound');
  const now = new Date();
  const [[card], urls, files, insights, plans, alerts, flags, notes, rights, reposts, lineage, removed] =
    await Promise.all([
      feedStories(db, { actor, rows: [row] }),
      selectFileUrls(db, [row]),
      listStoryFiles(db, row.id),
      getStoryInsights(db, { actor, storyId: row.id }),
      db.select({ plannedAt: plan.plannedAt }).from(plan).where(eq(plan.storyId, row.id)),
      selectAlerts(db, row.id),
      listFlagsOn(db, { actor, storyId: row.id }),
      listNotesOn(db, { actor, storyId: row.id }),
      getStoryRights(db, { actor, storyId: row.id, now }),
      listRepostsOf(db, { actor, storyId: row.id }),
      getLineage(db, { actor, storyId: row.id }),
      listRemovedParts(db, row.id),
    ]);
  const told = [...new Set(alerts.map((each) => each.regionId))];
  const regions =
    told.length === 0 ? [] : await db.select(markColumns).from(region).where(inArray(region.id, told));
  return {
    ...card!,
    caption: row.caption,
    permalink: row.permalink,
    alerted: row.alerted,
    planned: plans.length > 0,
    ...(urls.get(row.id) ?? noFiles),
    files,
    removed,
    insights,
    coverage: storyCoverage(regions, alerts, (regionId) => may(actor, 'alerts.see', regionId), {
      plannedAt: plans[0]?.plannedAt ?? null,
      now,
    }),
    flags,
    notes,
    rights,
    reposts,
    lineage,
  };
}

/** The alerts of a story, but for those whose number was removed: nobody is left to name or to count by region. */
async function selectAlerts(db: Queryable, storyId: string): Promise<StoryAlert[]> {
  return db
    .select({
      alertId: alert.id,
      regionId: number.homeRegionId,
      label: number.label,
      shortened: number.shortened,
      skippedReason: alert.skippedReason,
      message: {
        kind: message.kind,
        state: message.state,
        heldReason: message.heldReason,
        dueAt: message.dueAt,
        createdAt: message.createdAt,
        acceptedAt: message.acceptedAt,
        sentAt: message.sentAt,
        deliveredAt: message.deliveredAt,
        readAt: message.readAt,
        failedAt: message.failedAt,
        seenAt: message.seenAt,
        errorCode: message.errorCode,
      },
    })
    .from(alert)
    .innerJoin(number, eq(alert.numberId, number.id))
    .leftJoin(message, eq(alert.messageId, message.id))
    .where(eq(alert.storyId, storyId));
}
