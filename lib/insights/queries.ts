import { and, asc, eq, gt, inArray, lte } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { account, insight, region, story, token } from '#db/schema.ts';
import { pollable } from '../accounts/queries.ts';
import type { Actor } from '../actor.ts';
import { demand } from '../people/permissions.ts';
import { knownFigures } from './figures.ts';
import { isFinal } from './reading-times.ts';
import type { StoryInsights } from './story-insights.ts';

/** A story about which Instagram is to be asked, and through whom. */
export type DueInsights = {
  id: string;
  mediaId: string;
  postedAt: Date;
  accountId: string;
  igUserId: string;
  tokenId: string;
};

/** Live stories whose turn has come, of accounts that may be asked now; those that end first in front. */
export async function listDueInsights(
  db: Queryable,
  { now, limit, storyIds }: { now: Date; limit: number; storyIds?: readonly string[] },
): Promise<DueInsights[]> {
  return db
    .select({
      id: story.id,
      mediaId: story.mediaId,
      postedAt: story.postedAt,
      accountId: account.id,
      igUserId: account.igUserId,
      tokenId: token.id,
    })
    .from(story)
    .innerJoin(account, eq(account.id, story.accountId))
    .innerJoin(token, eq(token.id, account.tokenId))
    .innerJoin(region, eq(region.id, account.regionId))
    .where(
      and(
        lte(story.insightsDueAt, now),
        gt(story.expiresAt, now),
        pollable(now),
        storyIds === undefined ? undefined : inArray(story.id, [...storyIds]),
      ),
    )
    .orderBy(asc(story.expiresAt))
    .limit(limit);
}

/** How a story did, by everything that was told of it. */
export async function getStoryInsights(
  db: Queryable,
  { actor, storyId }: { actor: Actor; storyId: string },
): Promise<StoryInsights> {
  demand(actor, 'stories.read', null);
  const [[row], readings] = await Promise.all([
    db
      .select({ postedAt: story.postedAt, dueAt: story.insightsDueAt, trouble: story.insightsTrouble })
      .from(story)
      .where(eq(story.id, storyId)),
    db
      .select({ at: insight.at, source: insight.source, figures: insight.figures })
      .from(insight)
      .where(eq(insight.storyId, storyId))
      .orderBy(asc(insight.at), asc(insight.id)),
  ]);
  const last = readings.at(-1);
  return {
    figures: knownFigures(readings.map(({ figures }) => figures)),
    at: last?.at.toISOString() ?? null,
    final:
      last !== undefined && row !== undefined && (last.source === 'told' || isFinal(row.postedAt, last.at)),
    trouble: row?.trouble ?? null,
    goesOn: (row?.dueAt ?? null) !== null,
  };
}
