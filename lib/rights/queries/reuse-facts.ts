import { and, desc, eq, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { account, region, reuseQuestion, story, storyRights } from '#db/schema.ts';
import { StorywireError } from '../../errors.ts';
import type { AskedFacts, ReuseFacts } from '../may-reuse.ts';

export type StoredRights = ReuseFacts & {
  timeZone: string;
  /** Why. NULL: nothing was said. */
  words: string | null;
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
    })
    .from(story)
    .innerJoin(region, eq(region.id, story.regionId))
    .innerJoin(account, eq(account.id, story.accountId))
    .leftJoin(storyRights, eq(storyRights.storyId, story.id))
    .where(eq(story.id, storyId));
  if (!row) throw new StorywireError('not_found', 'storyNotFound');
  const { sourceRegionId, timeZone, fallback, own } = row;
  return {
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
