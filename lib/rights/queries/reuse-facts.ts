import { and, desc, eq, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { account, region, reuseQuestion, story, storyRelease, storyRights, user } from '#db/schema.ts';
import { StorywireError } from '../../errors.ts';
import type { AskedFacts, ReuseFacts } from '../may-reuse.ts';

export type StoredRights = ReuseFacts & {
  timeZone: string;
  /** Why. NULL: nothing was said. */
  words: string | null;
  /** Who of its team let it be reposted after it was deleted. NULL: nobody has, or had to. */
  released: { by: string; at: Date } | null;
};

/**
 * What holds for a story: what was said of it, or else its account's default.
 * @throws StorywireError `not_found`
 */
export async function storedRights(db: Queryable, storyId: string): Promise<StoredRights> {
  const [row] = await db
    .select({
      sourceRegionId: story.regionId,
      timeZone: region.timeZone,
      fallback: account.rights,
      own: storyRights,
      deletedAt: story.deletedAt,
      releasedBy: user.name,
      releasedAt: storyRelease.at,
    })
    .from(story)
    .innerJoin(region, eq(region.id, story.regionId))
    .innerJoin(account, eq(account.id, story.accountId))
    .leftJoin(storyRights, eq(storyRights.storyId, story.id))
    .leftJoin(storyRelease, eq(storyRelease.storyId, story.id))
    .leftJoin(user, eq(user.id, storyRelease.byUserId))
    .where(eq(story.id, storyId));
  if (!row) throw new StorywireError('not_found', 'storyNotFound');
  const { sourceRegionId, timeZone, fallback, own, deletedAt, releasedBy, releasedAt } = row;
  const released = releasedBy !== null && releasedAt !== null ? { by: releasedBy, at: releasedAt } : null;
  return {
    held: deletedAt !== null && released === null,
    released,
    sourceRegionId,
    timeZone,
    rights: own?.rights ?? fallback,
    until: own?.until ?? null,
    regionIds: own?.regionIds ?? null,
    since: own?.updatedAt ?? null,
    words: own?.words ?? null,
  };
}

/** The last question of each region about a story, by region. */
export async function lastQuestions(
  db: Queryable,
  { storyId, regionId }: { storyId: string; regionId?: string },
): Promise<Map<string, AskedFacts & { answerWords: string | null }>> {
  const rows = await db
    .selectDistinctOn([reuseQuestion.regionId], {
      regionId: reuseQuestion.regionId,
      answer: reuseQuestion.answer,
      answeredAt: reuseQuestion.answeredAt,
      answerWords: reuseQuestion.answerWords,
    })
    .from(reuseQuestion)
    .where(
      and(
        eq(reuseQuestion.storyId, storyId),
        regionId === undefined ? undefined : eq(reuseQuestion.regionId, regionId),
      ),
    )
    .orderBy(
      reuseQuestion.regionId,
      desc(sql`${reuseQuestion.answer} is null`),
      desc(reuseQuestion.createdAt),
      desc(reuseQuestion.id),
    );
  return new Map(rows.map(({ regionId: id, ...asked }) => [id, asked]));
}
