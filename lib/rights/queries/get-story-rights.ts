import { and, asc, desc, eq, inArray, isNull, ne, or, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Queryable } from '#db/client.ts';
import { account, media, region, reuseQuestion, story, user } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { mediaUrl } from '../../media/media-url.ts';
import { demand, may, regionsWhere } from '../../people/permissions.ts';
import { lastDayBefore } from '../last-day.ts';
import { mayAsk, mayReuse } from '../may-reuse.ts';
import type { ListedQuestion, ReuseQuestion, StoryRights } from '../story-rights.ts';
import { lastQuestions, storedRights } from './reuse-facts.ts';

const answerer = alias(user, 'answerer');
const thumbnail = alias(media, 'thumbnail');

/**
 * What a story's page says of its reuse, and to whom.
 * @throws StorywireError `not_found`
 */
export async function getStoryRights(
  db: Queryable,
  { actor, storyId, now }: { actor: Actor; storyId: string; now: Date },
): Promise<StoryRights> {
  demand(actor, 'stories.read', null);
  const stored = await storedRights(db, storyId);
  const { sourceRegionId } = stored;
  const mayManage = may(actor, 'rights.manage', sourceRegionId);
  const asking = regionsWhere(actor, 'reuse.ask');
  const [regions, last, questions] = await Promise.all([
    db
      .select({ id: region.id, name: region.name, archivedAt: region.archivedAt })
      .from(region)
      .where(ne(region.id, sourceRegionId))
      .orderBy(asc(region.name)),
    lastQuestions(db, { storyId }),
    listQuestions(db, { actor, where: eq(reuseQuestion.storyId, storyId) }),
  ]);
  const inUse = regions.filter(({ archivedAt }) => archivedAt === null).map(({ id, name }) => ({ id, name }));
  return {
    held: stored.held,
    released: stored.released && { by: stored.released.by, at: stored.released.at.toISOString() },
    rights: stored.rights,
    until: stored.until?.toISOString() ?? null,
    lastDay: stored.until === null ? null : lastDayBefore(stored.until, stored.timeZone),
    regions:
      stored.regionIds === null
        ? null
        : regions.filter(({ id }) => stored.regionIds?.includes(id)).map(({ id, name }) => ({ id, name })),
    words: stored.words,
    own: stored.since !== null,
    mayManage,
    choices: mayManage ? inUse : [],
    standings: inUse
      .filter(({ id }) => asking === 'all' || asking.includes(id))
      .map((each) => {
        const reuse = mayReuse(stored, each.id, now, last.get(each.id));
        return { region: each, reuse, mayAsk: mayAsk(reuse) };
      }),
    questions: questions.map(({ code: _code, username: _username, thumbnailUrl: _url, ...each }) => each),
  };
}

/** Questions that wait for an answer of the reader's, the oldest first. */
export async function listOpenQuestions(
  db: Queryable,
  { actor }: { actor: Actor },
): Promise<ListedQuestion[]> {
  const mine = regionsWhere(actor, 'rights.manage');
  if (mine.length === 0) return [];
  const rows = await listQuestions(db, {
    actor,
    where: and(isNull(reuseQuestion.answer), mine === 'all' ? undefined : inArray(story.regionId, mine)),
  });
  return rows.toReversed();
}

/** At most so many are listed; whoever has more of them to answer answers these first. */
const most = 100;

/** Questions that concern the reader: put to a region where they answer, or by one of theirs. */
async function listQuestions(
  db: Queryable,
  { actor, where }: { actor: Actor; where: SQL | undefined },
): Promise<ListedQuestion[]> {
  const [answering, own] = [regionsWhere(actor, 'rights.manage'), regionsWhere(actor, 'flags.add')];
  const rows = await db
    .select({
      id: reuseQuestion.id,
      region: { id: region.id, name: region.name },
      by: user.name,
      words: reuseQuestion.words,
      at: reuseQuestion.createdAt,
      answer: reuseQuestion.answer,
      answerWords: reuseQuestion.answerWords,
      answeredBy: answerer.name,
      answeredAt: reuseQuestion.answeredAt,
      storyId: story.id,
      code: story.code,
      sourceRegionId: story.regionId,
      username: account.username,
      thumbnailSha256: thumbnail.sha256,
    })
    .from(reuseQuestion)
    .innerJoin(region, eq(region.id, reuseQuestion.regionId))
    .innerJoin(story, eq(story.id, reuseQuestion.storyId))
    .innerJoin(account, eq(account.id, story.accountId))
    .innerJoin(user, eq(user.id, reuseQuestion.byUserId))
    .leftJoin(answerer, eq(answerer.id, reuseQuestion.answeredByUserId))
    .leftJoin(thumbnail, and(eq(thumbnail.storyId, story.id), eq(thumbnail.rendition, 'thumbnail')))
    .where(
      and(
        where,
        answering === 'all' || own === 'all'
          ? undefined
          : or(inArray(story.regionId, answering), inArray(reuseQuestion.regionId, own)),
      ),
    )
    .orderBy(desc(reuseQuestion.createdAt), desc(reuseQuestion.id))
    .limit(most);
  return rows.map((row) => ({
    id: row.id,
    region: row.region,
    by: row.by,
    words: row.words,
    at: row.at.toISOString(),
    answer:
      row.answer === null || row.answeredAt === null
        ? null
        : {
            answer: row.answer,
            words: row.answerWords,
            by: row.answeredBy,
            at: row.answeredAt.toISOString(),
          },
    mayAnswer: row.answer === null && may(actor, 'rights.manage', row.sourceRegionId),
    code: row.code,
    username: row.username,
    thumbnailUrl:
      row.thumbnailSha256 === null ? null : mediaUrl(row.storyId, 'thumbnail', row.thumbnailSha256),
  })) satisfies (ReuseQuestion & { code: string })[];
}
