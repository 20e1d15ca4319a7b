import { markTokenBroken } from '../accounts/commands/connect-token.ts';
import { restAccount } from '../accounts/commands/rest-account.ts';
import { metaConfig } from '../accounts/meta-config.ts';
import { pollIntervalMs } from '../accounts/poll-interval.ts';
import { nextCheckAt, restAfterUsage } from '../accounts/next-check-at.ts';
import { readToken } from '../accounts/queries.ts';
import { tokenWords } from '../accounts/token-words.ts';
import { systemActor } from '../actor.ts';
import { mostInsightsAtOnce, readInsightsBatch } from '../instagram/client/insights.ts';
import type { InsightsAnswer } from '../instagram/insights-answer.ts';
import type { JobPayload } from '../jobs/catalogue.ts';
import { enqueue } from '../jobs/enqueue.ts';
import type { JobContext } from '../jobs/job-context.ts';
import type { MetaFailure } from '../meta/failure.ts';
import type { InsightTrouble } from '../words.ts';
import { dropOverInsights, recordAsked } from './commands.ts';
import { type DueInsights, listDueInsights } from './queries.ts';
import { nextReadingAt } from './reading-times.ts';

const poller = systemActor('poller');

/** Enough for a minute of the busiest day, and no more than a few calls. */
const mostPerRound = 500;

/** What may pass is tried again soon: a story's last times lie close before its end. */
const tryAgainMs = 2 * 60_000;

/** Makes one job per call to be made: stories of one token, as many as a batch takes. */
export async function scheduleInsights({ db, now }: JobContext): Promise<void> {
  await dropOverInsights(db, { now: now() });
  const due = await listDueInsights(db, { now: now(), limit: mostPerRound });
  for (const ofToken of Map.groupBy(due, ({ tokenId }) => tokenId).values())
    for (let at = 0; at < ofToken.length; at += mostInsightsAtOnce)
      await enqueue(db, 'stories.insights', {
        storyIds: ofToken.slice(at, at + mostInsightsAtOnce).map(({ id }) => id),
      });
}

/** Asks how some stories do, and keeps what is told. One story's trouble is its own. */
export async function readInsights(
  context: JobContext,
  { storyIds }: JobPayload<'stories.insights'>,
): Promise<void> {
  const { db, env, now } = context;
  // Much can change while a job waits: each is asked about only if it still is to be.
  const due = await listDueInsights(db, { now: now(), limit: mostInsightsAtOnce, storyIds });
  for (const stories of Map.groupBy(due, ({ tokenId }) => tokenId).values()) {
    const accessToken = await readToken(db, stories[0]!.tokenId);
    if (accessToken === undefined) continue;
    const answers = await readInsightsBatch(metaConfig(env, accessToken), stories, now);
    for (const [at, story] of stories.entries()) await settle(context, story, answers[at]!);
  }
}

async function settle(context: JobContext, story: DueInsights, answer: InsightsAnswer): Promise<void> {
  const { db, now } = context;
  const at = now();
  const asked = { storyId: story.id, at, dueAt: nextReadingAt(story.postedAt, at) };
  if (answer.ok === 'too_few') return recordAsked(db, { ...asked, trouble: 'too_few' });
  if (!answer.ok) return settleFailure(context, story, answer);
  await recordAsked(db, { ...asked, figures: answer.figures, trouble: null });
  const rest = restAfterUsage(answer.usage, at, pollIntervalMs(context.env));
  await restAccount(db, { accountId: story.accountId, ...rest });
}

async function settleFailure(
  { db, log, now }: JobContext,
  story: DueInsights,
  { result, errorCode, error, notBefore: namedByMeta, details }: MetaFailure,
): Promise<void> {
  const at = now();
  const { id: storyId, accountId, tokenId } = story;
  log.warn({ storyId, result, errorCode, details }, 'insights_not_read');
  await restAccount(db, { accountId, notBefore: namedByMeta, pacedUntil: null });
  const next = nextReadingAt(story.postedAt, at);
  const troubled = (trouble: InsightTrouble, dueAt = next) =>
    recordAsked(db, { storyId, at, dueAt, trouble });
  switch (result) {
    case 'throttled': {
      const until = nextCheckAt({ result, namedByMeta, failuresBefore: 0, now: at }) ?? at;
      await restAccount(db, { accountId, notBefore: until, pacedUntil: null });
      return recordAsked(db, { storyId, at, dueAt: until });
    }
    case 'token':
      // It stays due, and is asked about once the token is replaced.
      return markTokenBroken(db, { actor: poller, tokenId, reason: tokenWords(error), now: at });
    case 'unavailable':
      return recordAsked(db, { storyId, at, dueAt: new Date(at.getTime() + tryAgainMs) });
    case 'missing':
      return troubled('missing', null);
    case 'permission':
      return troubled('permission');
    case 'unknown':
      return troubled('refused');
  }
}
