import { markTokenBroken } from '#lib/accounts/commands/connect-token.ts';
import { restAccount } from '#lib/accounts/commands/rest-account.ts';
import { metaConfig } from '#lib/accounts/meta-config.ts';
import { nextCheckAt } from '#lib/accounts/next-check-at.ts';
import { readToken } from '#lib/accounts/queries.ts';
import { tokenWords } from '#lib/accounts/token-words.ts';
import { systemActor } from '#lib/actor.ts';
import { readStory } from '#lib/instagram/client.ts';
import type { JobPayload } from '#lib/jobs/catalogue.ts';
import type { JobContext } from '#lib/jobs/job-context.ts';
import { recordDeleted, recordPresent } from '../commands/follow-presence.ts';
import { findMissingStory } from '../queries.ts';

const poller = systemActor('poller');

/** What Instagram answers for a story that is not there (Graph API, error handling). */
const gone = '100/33';

/**
 * Asks Instagram for a story that two complete listings lack. 100/33 alone is
 * also what a token gets that may not see it, so it counts only while the token
 * is healthy that has just brought the listings. Whatever else comes settles
 * nothing: the next listing asks again.
 */
export async function confirmGone(
  { db, env, log, now }: JobContext,
  { storyId, tokenId }: JobPayload<'stories.confirmGone'>,
): Promise<void> {
  const story = await findMissingStory(db, { storyId, now: now() });
  // Given to another token meanwhile: that one's listings are to tell.
  if (!story || story.tokenId !== tokenId) return;
  const { accountId } = story;
  const accessToken = await readToken(db, tokenId);
  if (accessToken === undefined) return;
  const answer = await readStory(metaConfig(env, accessToken), story);
  if (answer.ok) {
    await db.transaction((tx) => recordPresent(tx, { storyId }));
    log.warn({ storyId }, 'story_missing_from_listings_is_there');
    return;
  }
  const { result, errorCode, notBefore: namedByMeta } = answer;
  if (errorCode === gone && (await readToken(db, tokenId)) !== undefined) {
    const deleted = await db.transaction((tx) => recordDeleted(tx, { actor: poller, storyId, now: now() }));
    if (deleted) log.info({ storyId, accountId }, 'story_deleted_early');
    return;
  }
  log.warn({ storyId, result, errorCode, details: answer.details }, 'missing_story_not_confirmed');
  const until =
    result === 'throttled'
      ? nextCheckAt({ result, namedByMeta, failuresBefore: 0, now: now() })
      : namedByMeta;
  if (until !== null) await restAccount(db, { accountId, notBefore: until, pacedUntil: null });
  if (result === 'token')
    await markTokenBroken(db, { actor: poller, tokenId, reason: tokenWords(answer.error), now: now() });
}
