import { setTimeout as delay } from 'node:timers/promises';
import { metaConfig } from '#lib/accounts/meta-config.ts';
import { readToken } from '#lib/accounts/queries.ts';
import { newId } from '#lib/ids.ts';
import { createContainer, readContainer, readPublishingQuota } from '#lib/instagram/client/publishing.ts';
import type { PublishAnswer } from '#lib/instagram/publish-answer.ts';
import type { JobPayload } from '#lib/jobs/catalogue.ts';
import type { JobContext } from '#lib/jobs/job-context.ts';
import { keyring } from '#lib/keyring.ts';
import { notifyLive } from '#lib/live/notify.ts';
import type { MetaConfig } from '#lib/meta/config.ts';
import { beginReachTest, endReachTest, recordQuota } from '../commands/record-publishing-check.ts';
import { publicForMs, publicToken, publicUrl } from '../public-file.ts';
import { type AskedStep, containerFailure, type FailureKey, publishFailure } from '../publish-failure.ts';
import { reachFreshMs } from '../publishing-findings.ts';
import { findAccountToCheck, findPublishingFacts, listStoriesToPost } from '../queries/publishing-facts.ts';

/** A picture takes Meta seconds; what takes longer than this is no answer for somebody who waits. */
const polls = 10;
const pollMs = 3_000;

/**
 * Asks Meta how many posts an account may still make, and, unless that was
 * found out lately, whether Meta reaches our files: it is given the address of
 * a test picture in a container that is never published. What comes of both
 * stands in the account's row, for screens that must not ask Meta themselves.
 */
export async function checkPublishing(
  context: JobContext,
  { accountId }: JobPayload<'reposts.check'>,
): Promise<void> {
  const found = await findAccountToCheck(context.db, { accountId });
  if (!found) return;
  await check(context, accountId, found);
  for (const id of await listStoriesToPost(context.db, { accountId }))
    await notifyLive(context.db, { topic: 'repost', id });
}

async function check(
  context: JobContext,
  accountId: string,
  found: NonNullable<Awaited<ReturnType<typeof findAccountToCheck>>>,
): Promise<void> {
  const { db, env, now } = context;
  const { igUserId, tokenId, notBefore } = found;
  const accessToken = tokenId === null ? undefined : await readToken(db, tokenId);
  if (accessToken === undefined) return recordQuota(db, { accountId, quota: null, failure: 'token' });
  if (notBefore && notBefore > now()) return recordQuota(db, { accountId, quota: null, failure: 'rate' });
  const config = metaConfig(env, accessToken);
  const quota = await readPublishingQuota(config, { igUserId });
  if (quota.kind === 'done') await recordQuota(db, { accountId, quota: quota.data, failure: null });
  else await recordQuota(db, { accountId, quota: null, failure: failureOf(quota, 'read') });
  const facts = await findPublishingFacts(db, { accountId });
  if (isKnown(facts, now())) return;
  await testReach(context, config, { accountId, igUserId });
}

/** A test that failed is made again each time somebody asks: they may have put right what was wrong. */
function isKnown(facts: Awaited<ReturnType<typeof findPublishingFacts>>, now: Date): boolean {
  if (!facts?.testEndedAt || !facts.testAskedAt || !facts.testFetchedAt || facts.testFailure !== null)
    return false;
  return now.getTime() - facts.testAskedAt.getTime() < reachFreshMs / 2;
}

async function testReach(
  { db, env, now, signal }: JobContext,
  config: MetaConfig,
  { accountId, igUserId }: { accountId: string; igUserId: string },
): Promise<void> {
  const testId = newId(now());
  await beginReachTest(db, { accountId, testId });
  const until = new Date(now().getTime() + publicForMs);
  const url = publicUrl(env.STORYWIRE_URL, publicToken(keyring(), { kind: 'test', id: testId }, until));
  const made = await createContainer(config, { igUserId, kind: 'image', url });
  if (made.kind !== 'done') return endReachTest(db, { testId, failure: failureOf(made, 'container') });
  for (let poll = 0; poll < polls && !signal.aborted; poll += 1) {
    const answer = await readContainer(config, { igUserId, containerId: made.data.id });
    if (answer.kind === 'done' && answer.data.state === 'FINISHED')
      return endReachTest(db, { testId, failure: null });
    if (answer.kind === 'done' && answer.data.state === 'ERROR')
      return endReachTest(db, { testId, failure: containerFailure(answer.data.sentence).key });
    await delay(pollMs, undefined, { signal }).catch(() => {
      // Aborted: the loop's own condition ends it.
    });
  }
  return endReachTest(db, { testId, failure: 'container_slow' });
}

function failureOf(answer: Exclude<PublishAnswer<unknown>, { kind: 'done' }>, asked: AskedStep): FailureKey {
  if (answer.kind !== 'refused') return 'instagram_trouble';
  return publishFailure(answer.error, { status: answer.status, asked }).key;
}
