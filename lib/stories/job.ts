import { batchAccounts } from '#lib/accounts/batch-accounts.ts';
import { markTokenBroken } from '#lib/accounts/commands/connect-token.ts';
import { recordFailedCheck } from '#lib/accounts/commands/record-check.ts';
import { metaConfig } from '#lib/accounts/meta-config.ts';
import { pollIntervalMs } from '#lib/accounts/poll-interval.ts';
import { restAfterUsage } from '#lib/accounts/next-check-at.ts';
import { listPollableAccounts, readToken } from '#lib/accounts/queries.ts';
import type { PollableAccount } from '#lib/accounts/queries.ts';
import { tokenWords } from '#lib/accounts/token-words.ts';
import { systemActor } from '#lib/actor.ts';
import { listStoriesBatch } from '#lib/instagram/client.ts';
import type { StoryListing } from '#lib/instagram/story-page.ts';
import type { JobPayload } from '#lib/jobs/catalogue.ts';
import type { JobContext } from '#lib/jobs/job-context.ts';
import { mediaStorage } from '#lib/media/storage.ts';
import { noteStoreTrouble, noteWithheld, recordListing, settleMedia } from './commands.ts';
import { enqueueArchiveAgain, enqueuePoster } from './commands/enqueue-archive.ts';
import { saveMedia } from './job/save-media.ts';
import { StoreFailed, TryAgain, Withheld } from './job/trouble.ts';
import { underClaim } from './job/under-claim.ts';
import { findPendingStory, listOverdueArchives } from './queries.ts';

const poller = systemActor('poller');
const archiver = systemActor('archiver');

/**
 * Asks Meta for the live stories of some accounts and takes in what is new.
 * Each account stands alone: whatever is wrong with one is written into its
 * ledger and stops no other. A token that Meta refuses is marked and not used
 * again, in this run either.
 * @throws AggregateError after all the rest was done, when something could not be recorded
 */
export async function checkAccounts(
  context: JobContext,
  { accountIds }: JobPayload<'stories.check'>,
): Promise<void> {
  const { db, log, now, signal } = context;
  const accounts = await listPollableAccounts(db, { accountIds, now: now() });
  const failures: unknown[] = [];
  const alone = async (work: Promise<void>, about: Record<string, string>) => {
    try {
      await work;
    } catch (error) {
      failures.push(error);
      log.error({ ...about, error: String(error) }, 'check_not_recorded');
    }
  };
  for (const batch of batchAccounts(accounts)) {
    if (signal.aborted) break;
    await alone(checkBatch(context, batch, alone), { tokenId: batch[0]!.tokenId });
  }
  if (failures.length > 0) {
    throw new AggregateError(failures, `${failures.length} checks could not be recorded.`);
  }
}

/** @param alone runs the work of one account so that its failure stays its own */
async function checkBatch(
  context: JobContext,
  batch: readonly PollableAccount[],
  alone: (work: Promise<void>, about: { accountId: string }) => Promise<void>,
): Promise<void> {
  // Opened anew for each call: an earlier batch may have found the token broken.
  const accessToken = await readToken(context.db, batch[0]!.tokenId);
  if (accessToken === undefined) return;
  const beganAt = context.now();
  const listings = await listStoriesBatch(
    metaConfig(context.env, accessToken),
    batch.map((account) => account.igUserId),
    context.now,
  );
  for (const account of batch) {
    await alone(takeIn(context, account, { beganAt, listing: listings.get(account.igUserId) }), {
      accountId: account.id,
    });
  }
}

async function takeIn(
  context: JobContext,
  account: PollableAccount,
  { beganAt, listing }: { beganAt: Date; listing: StoryListing | undefined },
): Promise<void> {
  const { db, log, now } = context;
  const accountId = account.id;
  if (!listing) throw new Error('The listing of an account is missing from the answer.');
  if (!listing.ok) return recordFailure(context, account, listing);
  if (listing.unreadable > 0) log.warn({ accountId, unreadable: listing.unreadable }, 'stories_unreadable');
  const checkedAt = now();
  const taken = await recordListing(db, {
    actor: poller,
    accountId,
    tokenId: account.tokenId,
    drafts: listing.stories,
    complete: listing.unreadable === 0,
    rest: restAfterUsage(listing.usage, checkedAt, pollIntervalMs(context.env)),
    beganAt,
    now: checkedAt,
  });
  if (taken && taken.found > 0) log.info({ accountId, ...taken }, 'stories_found');
}

async function recordFailure(
  { db, log, now }: JobContext,
  { id: accountId, tokenId }: PollableAccount,
  failure: Extract<StoryListing, { ok: false }>,
): Promise<void> {
  const { result, errorCode, notBefore: namedByMeta } = failure;
  log.warn({ accountId, result, errorCode, namedByMeta, details: failure.details }, 'check_failed');
  await recordFailedCheck(db, { accountId, checkedAt: now(), result, errorCode, namedByMeta });
  if (result !== 'token') return;
  log.error({ tokenId, errorCode }, 'token_refused');
  await markTokenBroken(db, { actor: poller, tokenId, reason: tokenWords(failure.error), now: now() });
}

/**
 * Saves a story's media and makes its renditions, or says for good why there
 * is none. Safe to repeat, and to overlap: the claim is a lock of a transaction
 * that ends with the worker, whatever ends it. Everything here speaks through
 * that transaction, so that many archives at once need one connection each and
 * cannot starve one another. What Meta gives no link of is noted, and waits.
 * @throws TryAgain while the trouble may pass and the story still lives: the
 * queue repeats the job
 */
export async function archiveStory(
  context: JobContext,
  { storyId }: JobPayload<'stories.archive'>,
): Promise<void> {
  try {
    await archiveUnderClaim(context, storyId);
  } catch (error) {
    // In a transaction of its own: that of the claim is rolled back.
    if (error instanceof StoreFailed) await noteStoreTrouble(context.db, { storyId });
    throw error;
  }
}

async function archiveUnderClaim(context: JobContext, storyId: string): Promise<void> {
  const { log, now, signal } = context;
  await underClaim(context, storyId, async (tx, written) => {
    const story = await findPendingStory(tx, { storyId });
    if (!story) return;
    try {
      const end = await saveMedia(context, tx, story, written);
      await settleMedia(tx, { actor: archiver, storyId, end });
      // The film alone: its thumbnail did not come.
      if (story.kind === 'video' && end.state === 'archived' && end.rows.length === 1)
        await enqueuePoster(tx, { storyId, now: now() });
      const delayMs = now().getTime() - story.foundAt.getTime();
      log.info(
        { storyId, state: end.state, reason: end.state === 'archived' ? null : end.reason, delayMs },
        'media_settled',
      );
    } catch (error) {
      if (error instanceof Withheld) {
        await noteWithheld(tx, { storyId, now: now() });
        log.info({ storyId }, 'media_withheld');
        return;
      }
      if (!(error instanceof TryAgain) || signal.aborted || now() < story.expiresAt) throw error;
      // Instagram has dropped the story by now: what did not come through will not come any more.
      log.warn({ storyId, state: error.otherwise.state, trouble: error.message }, 'media_given_up');
      await settleMedia(tx, { actor: archiver, storyId, end: error.otherwise });
    }
  });
}

/** By then a story's own job has settled its media, or is waiting for its next try. */
const settlesWithinMs = 30_000;
const mostAtOnce = 200;
/** A download takes minutes at most; what is older was left behind by a worker that died. */
const abandonedAfterMs = 60 * 60_000;

/**
 * Puts the archive job of every story whose media is still not settled back
 * into the queue, those that die first in front: the queue's own retries end, a
 * story's link lives on. Also clears away unfinished files. To be run every
 * quarter of a minute or so.
 * @returns how many stories still wait
 */
export async function resumeArchives({ db, env, log, now }: JobContext): Promise<number> {
  const overdue = await listOverdueArchives(db, {
    foundBefore: new Date(now().getTime() - settlesWithinMs),
    limit: mostAtOnce,
    now: now(),
  });
  // While one waits in the queue, the same key makes no second one.
  for (const { id, expiresAt } of overdue)
    await enqueueArchiveAgain(db, { storyId: id, expiresAt, now: now() });
  const removed = await mediaStorage(env).sweepIncoming(new Date(now().getTime() - abandonedAfterMs));
  if (removed > 0) log.warn({ removed }, 'unfinished_files_removed');
  return overdue.length;
}
