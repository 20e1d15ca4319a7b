import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { region, reuseQuestion, story } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { notifyLive } from '../../live/notify.ts';
import { demand } from '../../people/permissions.ts';
import type { ReuseAnswer } from '../../words.ts';
import { mayAsk } from '../may-reuse.ts';
import { getReuse } from '../queries/get-reuse.ts';

/**
 * Asks a story's team whether a region may reuse it. Asked twice, it is asked once.
 * @throws StorywireError `forbidden` unless an editor of the region that asks; `not_found`; `conflict` when there is nothing to ask
 */
export async function askReuse(
  db: Database,
  {
    actor,
    storyId,
    regionId,
    words,
    now,
  }: { actor: UserActor; storyId: string; regionId: string; words: string | null; now: Date },
): Promise<{ team: string }> {
  demand(actor, 'reuse.ask', regionId);
  return db.transaction(async (tx) => {
    const [row] = await tx
      .select({ team: region.name })
      .from(story)
      .innerJoin(region, eq(region.id, story.regionId))
      .where(eq(story.id, storyId))
      // Held, so that questions, answers and settings of one story come one after the other.
      .for('no key update', { of: story });
    if (!row) throw new StorywireError('not_found', 'storyNotFound');
    const [asking] = await tx
      .select({ id: region.id })
      .from(region)
      .where(and(eq(region.id, regionId), isNull(region.archivedAt)))
      .for('key share');
    if (!asking) throw new StorywireError('conflict', 'regionArchived', { field: 'regionId' });
    const reuse = await getReuse(tx, { actor, storyId, regionId, now });
    if (reuse.reason === 'waiting') return row;
    if (!mayAsk(reuse)) throw new StorywireError('conflict', 'reuseNothingToAsk');
    await tx.insert(reuseQuestion).values({ storyId, regionId, words, byUserId: actor.userId });
    await recordAudit(tx, { actor, action: 'reuse.ask', thingId: storyId, detail: { regionId } });
    await notifyLive(tx, { topic: 'flag', id: storyId });
    return row;
  });
}

/**
 * Answers a region that asked. The answer stays as it was given; a team that
 * thinks better of it sets the story's rights.
 * @throws StorywireError `forbidden` unless an editor of the story's region; `not_found`; `conflict` when it was answered already
 */
export async function answerReuse(
  db: Database,
  {
    actor,
    questionId,
    answer,
    words,
  }: { actor: UserActor; questionId: string; answer: ReuseAnswer; words: string | null },
): Promise<{ region: string }> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .select({
        storyId: story.id,
        teamId: story.regionId,
        answer: reuseQuestion.answer,
        regionId: region.id,
        region: region.name,
      })
      .from(reuseQuestion)
      .innerJoin(story, eq(story.id, reuseQuestion.storyId))
      .innerJoin(region, eq(region.id, reuseQuestion.regionId))
      .where(eq(reuseQuestion.id, questionId))
      .for('update', { of: reuseQuestion });
    if (!row) throw new StorywireError('not_found', 'questionNotFound');
    demand(actor, 'rights.manage', row.teamId);
    if (row.answer !== null) throw new StorywireError('conflict', 'questionAnswered');
    await tx
      .update(reuseQuestion)
      .set({
        answer,
        answerWords: words,
        answeredByUserId: actor.userId,
        answeredAt: sql`clock_timestamp()`,
      })
      .where(eq(reuseQuestion.id, questionId));
    await recordAudit(tx, {
      actor,
      action: 'reuse.answer',
      thingId: row.storyId,
      detail: { regionId: row.regionId, answer },
    });
    await notifyLive(tx, { topic: 'flag', id: row.storyId });
    return { region: row.region };
  });
}
