import { batchSize } from '#lib/meta/batch.ts';
import type { MetaConfig } from '#lib/meta/config.ts';
import { type InsightsAnswer, insightsPaths, readInsightsAnswer } from '../insights-answer.ts';
import { readMany } from './read-many.ts';

/** Each takes two parts of a batch. */
export const mostInsightsAtOnce = batchSize / 2;

/**
 * Asks how some stories do, in one call.
 * @param clock by which the moment is told until when Meta wants to be left alone
 * @returns an answer for each, in the order asked
 */
export async function readInsightsBatch(
  config: MetaConfig,
  stories: readonly { mediaId: string; igUserId: string }[],
  clock: () => Date,
): Promise<InsightsAnswer[]> {
  if (stories.length > mostInsightsAtOnce)
    throw new RangeError(`A batch asks about at most ${mostInsightsAtOnce} stories.`);
  const outcomes = await readMany(
    config,
    stories.flatMap(({ mediaId }) => insightsPaths(config.version, mediaId)),
  );
  const now = clock();
  return stories.map(({ igUserId }, at) =>
    readInsightsAnswer([outcomes[at * 2]!, outcomes[at * 2 + 1]!], { now, igUserId }),
  );
}
