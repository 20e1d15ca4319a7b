import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '#db/client.ts';
import { account, story } from '#db/schema.ts';
import type { Rest } from '#lib/accounts/next-check-at.ts';
import { recordCheck } from '#lib/accounts/commands/record-check.ts';
import type { Actor } from '#lib/actor.ts';
import { recordAudit } from '#lib/audit/commands.ts';
import type { StoryDraft } from '#lib/instagram/story-draft.ts';
import { notifyDue, notifyLive } from '#lib/live/notify.ts';
import { recordRenditions } from '#lib/media/commands.ts';
import type { RenditionRow } from '#lib/media/rendition-row.ts';
import { followPresence } from './commands/follow-presence.ts';
import { insertStory } from './commands/insert-story.ts';
import type { MediaReason } from './media-reason.ts';

/** What a listing came to: how many stories were new, and the longest time from *posted* to *found*. */
export type Ingested = { found: number; delayMs: number | null };

/**
 * Takes in a good listing of an account, read to its end: its new stories, which
 * of the known ones are there, the ledger row and the account's clock, all or nothing.
 * @returns `undefined` when the account is gone or has lost its region meanwhile
 */
export async function recordListing(
  db: Queryable,
  {
    actor,
    accountId,
    tokenId,
    drafts,
    complete,
    rest,
    beganAt,
    now,
  }: {
    actor: Actor;
    accountId: string;
    /** The token that the listing was read with. */
    tokenId: string;
    drafts: readonly StoryDraft[];
    /** Whether every item of it could be read: else a story that is not among the drafts may be there all the same. */
    complete: boolean;
    /** Meta's usage figures can ask for one with a good answer. */
    rest: Rest;
    /** When it was asked for. */
    beganAt: Date;
    now: Date;
  },
): Promise<(Ingested & { first: boolean }) | undefined> {
  return db.transaction(async (tx) => {
    const locked = await lockAccount(tx, accountId);
    if (!locked) return undefined;
    // Read under the lock: of two first checks at once, one is the first and the other is not.
    const first = locked.firstCheckedAt === null;
    const ingested = await ingestStories(tx, { actor, accountId, drafts, now, first });
    const mediaIds = drafts.map(({ mediaId }) => mediaId);
    if (complete) await followPresence(tx, { actor, accountId, tokenId, mediaIds, beganAt, now });
    await recordCheck(tx, {
      accountId,
      checkedAt: now,
      result: 'ok',
      namedByMeta: rest.notBefore,
      pacedUntil: rest.pacedUntil,
      listing: { listed: drafts.length, ...ingested, first },
    });
    return { ...ingested, first };
  });
}

/**
 * Keeps the stories of a listing that are not known yet, each with the jobs
 * that save its media and plan its alerts. The same story twice is one story:
 * whatever overlaps waits for the account's row and then finds it there.
 * @param first whether this is the account's first good check: its stories are
 * then kept, and nobody is told of them
 */
export async function ingestStories(
  db: Queryable,
  {
    actor,
    accountId,
    drafts,
    now,
    first,
  }: {
    actor: Actor;
    accountId: string;
    drafts: readonly StoryDraft[];
    now: Date;
    first: boolean;
  },
): Promise<Ingested> {
  return db.transaction(async (tx) => {
    const locked = await lockAccount(tx, accountId);
    if (!locked) return { found: 0, delayMs: null };
    const known = await refreshKnown(tx, accountId, drafts);
    const fresh = [...new Map(drafts.map((draft) => [draft.mediaId, draft])).values()]
      .filter((draft) => !known.has(draft.mediaId))
      .toSorted((a, b) => a.postedAt.getTime() - b.postedAt.getTime());
    // In order of posting: bursts begin with their first story, and what dies first is saved first.
    for (const draft of fresh) {
      await insertStory(tx, { accountId, regionId: locked.regionId, draft, now, alerted: !first });
    }
    if (fresh.length > 0) {
      await recordAudit(tx, {
        actor,
        action: 'story.find',
        thingId: accountId,
        detail: { found: fresh.length, first },
      });
    }
    const delays = fresh.map((draft) => Math.max(0, now.getTime() - draft.postedAt.getTime()));
    return {
      found: fresh.length,
      delayMs: delays.length === 0 ? null : Math.min(Math.max(...delays), mostDelayMs),
    };
  });
}

/** The largest number that the ledger's column holds; 24 days. */
const mostDelayMs = 2 ** 31 - 1;

async function lockAccount(tx: Transaction, accountId: string) {
  const [row] = await tx
    .select({ regionId: account.regionId, firstCheckedAt: account.firstCheckedAt })
    .from(account)
    .where(eq(account.id, accountId))
    .for('update');
  return row?.regionId ? { ...row, regionId: row.regionId } : undefined;
}

const notWithheld = { withheldSince: null, mediaReason: null };

/** Gives known stories whose media is still to be saved the newest links; what is archived is never touched. */
async function refreshKnown(
  tx: Transaction,
  accountId: string,
  drafts: readonly StoryDraft[],
): Promise<Set<string>> {
  if (drafts.length === 0) return new Set();
  const rows = await tx
    .select({
      id: story.id,
      mediaId: story.mediaId,
      mediaState: story.mediaState,
      mediaUrl: story.sourceMediaUrl,
      thumbnailUrl: story.sourceThumbnailUrl,
    })
    .from(story)
    .where(
      and(
        eq(story.accountId, accountId),
        inArray(
          story.mediaId,
          drafts.map((draft) => draft.mediaId),
        ),
      ),
    );
  for (const row of rows) {
    const draft = drafts.find((each) => each.mediaId === row.mediaId);
    if (row.mediaState !== 'pending' || !draft?.mediaUrl) continue;
    if (draft.mediaUrl === row.mediaUrl && draft.thumbnailUrl === row.thumbnailUrl) continue;
    await tx
      .update(story)
      .set({
        sourceMediaUrl: draft.mediaUrl,
        sourceThumbnailUrl: draft.thumbnailUrl,
        ...notWithheld,
      })
      .where(and(eq(story.id, row.id), eq(story.mediaState, 'pending')));
  }
  return new Set(rows.map((row) => row.mediaId));
}

/**
 * So long a claim may last: a video of 100 MB, its thumbnail and their way into a
 * bucket, on a slow line. It is above what other transactions may take
 * (db/client.ts), and below what the queue gives the job; a worker that is frozen
 * in the middle holds up this one story for as long.
 */
const longestClaim = '240s';

/**
 * Claims a story for archiving, until the transaction ends.
 * @returns `false` when another worker is at it
 */
export async function claimArchive(tx: Transaction, { storyId }: { storyId: string }): Promise<boolean> {
  // A timer that runs is not changed by another value, only by none (PostgreSQL 17, assign_transaction_timeout).
  await tx.execute(sql`select set_config('transaction_timeout', '0', true)`);
  await tx.execute(sql`select set_config('transaction_timeout', ${longestClaim}, true)`);
  const [row] = await tx.execute<{ claimed: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`archive:${storyId}`}, 0)) as claimed`,
  );
  return row?.claimed === true;
}

/** Notes that the store would not take a story's media; an alarm is read off the latest time. It ends with the story's media. */
export async function noteStoreTrouble(db: Queryable, { storyId }: { storyId: string }): Promise<void> {
  await db
    .update(story)
    .set({ storeTroubleAt: sql`now()` })
    .where(and(eq(story.id, storyId), eq(story.mediaState, 'pending')));
}

/**
 * Notes that Meta gives no link of a story, and wakes what waits for its media:
 * it may not come. A listing that holds a link takes the note back.
 */
export async function noteWithheld(
  tx: Transaction,
  { storyId, now }: { storyId: string; now: Date },
): Promise<void> {
  const noted = await tx
    .update(story)
    .set({ withheldSince: now, mediaReason: 'withheld', sourceMediaUrl: null })
    .where(and(eq(story.id, storyId), eq(story.mediaState, 'pending'), isNull(story.withheldSince)))
    .returning({ id: story.id });
  if (noted.length === 0) return;
  await notifyLive(tx, { topic: 'story', id: storyId });
  await notifyDue(tx);
}

/** How a story's media ended, for good. */
export type MediaEnd =
  | { state: 'archived'; rows: readonly RenditionRow[] }
  | { state: 'none' | 'expired' | 'failed'; reason: Exclude<MediaReason, 'withheld'> };

/**
 * Settles a story's media, and wakes what waits for it: open feeds, and the
 * dispatcher, since an alert goes out with its picture. Inside the transaction
 * that holds the claim on the story.
 */
export async function settleMedia(
  tx: Transaction,
  { actor, storyId, end }: { actor: Actor; storyId: string; end: MediaEnd },
): Promise<void> {
  const reason = end.state === 'archived' ? null : end.reason;
  const settled = await tx
    .update(story)
    .set({
      mediaState: end.state,
      mediaReason: reason,
      sourceMediaUrl: null,
      sourceThumbnailUrl: null,
      storeTroubleAt: null,
      withheldSince: null,
    })
    .where(and(eq(story.id, storyId), eq(story.mediaState, 'pending')))
    .returning({ id: story.id });
  if (settled.length === 0) return;
  if (end.state === 'archived') await recordRenditions(tx, { storyId, rows: end.rows });
  await recordAudit(tx, {
    actor,
    action: 'story.settle_media',
    thingId: storyId,
    detail: { state: end.state, reason },
  });
  await notifyLive(tx, { topic: 'story', id: storyId });
  await notifyDue(tx);
}
