import { and, asc, eq, gt, isNotNull, isNull, lt, lte, not, or, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { account, media, region, story, token } from '#db/schema.ts';
import { callable } from '#lib/accounts/queries.ts';
import type { StoryKind } from '#lib/words.ts';
import { isThere } from './queries/gone-at.ts';
import { endsByItself, withheldForLong } from './story-lifetime.ts';

/** A story whose media is still to be saved, all or its pictures, with what saving it needs. */
export type PendingStory = {
  id: string;
  mediaId: string;
  igUserId: string;
  /** `null`: no token reaches the account. */
  tokenId: string | null;
  /** Meta wants not to be asked about the account before then; our own back-off does not count. `null`: any time. */
  throttledUntil: Date | null;
  kind: StoryKind;
  postedAt: Date;
  foundAt: Date;
  expiresAt: Date;
  /** Seen to be gone before its day was over. `null`: it was not. */
  deletedAt: Date | null;
  /** Since when Meta answers without a link. `null`: it gives one, or was not asked yet. */
  withheldSince: Date | null;
  mediaUrl: string | null;
  thumbnailUrl: string | null;
};

/** A story, if it is there and its media is neither saved nor given up. */
export async function findPendingStory(
  db: Queryable,
  { storyId }: { storyId: string },
): Promise<PendingStory | undefined> {
  return findForMedia(db, and(eq(story.id, storyId), eq(story.mediaState, 'pending')));
}

/** A video that was archived without pictures, if its story is still at Instagram. */
export async function findPosterless(
  db: Queryable,
  { storyId, now }: { storyId: string; now: Date },
): Promise<PendingStory | undefined> {
  const hasPoster = sql`exists (
    select from ${media} where ${media.storyId} = ${story.id} and ${media.rendition} = 'poster'
  )`;
  return findForMedia(
    db,
    and(
      eq(story.id, storyId),
      eq(story.kind, 'video'),
      eq(story.mediaState, 'archived'),
      isThere(now),
      not(hasPoster),
    ),
  );
}

async function findForMedia(db: Queryable, which: SQL | undefined): Promise<PendingStory | undefined> {
  const [row] = await db
    .select({
      id: story.id,
      mediaId: story.mediaId,
      igUserId: account.igUserId,
      tokenId: account.tokenId,
      throttledUntil: sql<Date | null>`case when (
        select l.result from ledger l where l.account_id = ${account.id} order by l.checked_at desc limit 1
      ) in ('ok', 'throttled') then ${account.notBefore} end`.mapWith(account.notBefore),
      kind: story.kind,
      postedAt: story.postedAt,
      foundAt: story.foundAt,
      expiresAt: story.expiresAt,
      deletedAt: story.deletedAt,
      withheldSince: story.withheldSince,
      mediaUrl: story.sourceMediaUrl,
      thumbnailUrl: story.sourceThumbnailUrl,
    })
    .from(story)
    .innerJoin(account, eq(account.id, story.accountId))
    .where(which);
  return row;
}

/**
 * Stories whose media should long have been settled, those that die first in front.
 * One without a link is left out until it was withheld for long, or is over: each
 * listing tells whether there is a link now, which costs no call of its own.
 */
export async function listOverdueArchives(
  db: Queryable,
  { foundBefore, limit, now }: { foundBefore: Date; limit: number; now: Date },
): Promise<{ id: string; expiresAt: Date }[]> {
  const isAsked = or(
    isNull(story.withheldSince),
    lte(story.withheldSince, withheldForLong(now)),
    lte(story.expiresAt, now),
  );
  return db
    .select({ id: story.id, expiresAt: story.expiresAt })
    .from(story)
    .where(and(eq(story.mediaState, 'pending'), lt(story.foundAt, foundBefore), isAsked))
    .orderBy(asc(story.expiresAt))
    .limit(limit);
}

/** A story that listings lack, before its day is over. */
export type MissingStory = { mediaId: string; igUserId: string; accountId: string; tokenId: string };

/** A story, if it is missing and Instagram may be asked for it now. */
export async function findMissingStory(
  db: Queryable,
  { storyId, now }: { storyId: string; now: Date },
): Promise<MissingStory | undefined> {
  const [row] = await db
    .select({
      mediaId: story.mediaId,
      igUserId: account.igUserId,
      accountId: account.id,
      tokenId: token.id,
    })
    .from(story)
    .innerJoin(account, eq(account.id, story.accountId))
    .innerJoin(token, eq(token.id, account.tokenId))
    .innerJoin(region, eq(region.id, account.regionId))
    .where(
      and(
        eq(story.id, storyId),
        isNotNull(story.missingSince),
        gt(story.expiresAt, endsByItself(now)),
        callable(now),
      ),
    );
  return row;
}
