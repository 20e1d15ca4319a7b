import { and, eq, gte, lt, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { anyOf } from '#db/any-of.ts';
import { account, region, seen, story } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { StorywireError } from '../../errors.ts';
import { demand } from '../../people/permissions.ts';
import { listRepostRegions } from '../../reposts/queries/list-repost-regions.ts';
import { isThere } from '../../stories/queries/gone-at.ts';
import { dayBounds } from '../day-bounds.ts';
import { dayIn } from '../days.ts';
import type { FeedFilter } from '../feed-filter.ts';
import { storyCode } from '../feed-input.ts';
import type { Reel, Reels } from '../feed-story.ts';
import { mostWatched, orderReels, type ReelMember, reelsAround } from '../reel-order.ts';
import { filterConditions } from './filter-conditions.ts';
import { noFiles, selectFileUrls } from './select-file-urls.ts';
import { feedStories, selectStories } from './select-stories.ts';

type Asked = {
  actor: Actor;
  /** Of the story that is opened. */
  code: string;
  filter?: FeedFilter;
  /** Whose days the filter's dates are; IANA name. */
  timeZone?: string;
  now?: Date;
};

/**
 * What one watches when a story is opened: what the accounts have on Instagram
 * now, as far as a filter leaves it, one account after the other. The account
 * of the story is always there, and with all its live stories where the filter
 * leaves the opened one out. A story that is over stands with what its account
 * posted on the same day, by the clock of its region, and with nothing else.
 * @throws StorywireError `not_found`
 */
export async function listReels(
  db: Queryable,
  { actor, code, filter = {}, timeZone = 'UTC', now = new Date() }: Asked,
): Promise<Reels> {
  demand(actor, 'stories.read', null);
  const wanted = storyCode.safeParse(code);
  const [opened] = wanted.success ? await selectStories(db).where(eq(story.code, wanted.data)) : [];
  if (!opened) throw new StorywireError('not_found', 'storyNotFound');
  const own = eq(story.accountId, opened.account.id);
  const isLive = isThere(now);
  const reels = orderReels(await watched());
  const at = reels.findIndex((reel) => reel.some(({ id }) => id === opened.id));
  const [repostRegions, shown] = await Promise.all([
    listRepostRegions(db, { actor }),
    withCards(db, actor, reelsAround(reels, at, mostWatched)),
  ]);
  return { reels: shown, repostRegions };

  async function watched(): Promise<ReelMember[]> {
    if (opened!.goneAt <= now) {
      const day = dayIn(opened!.region.timeZone)(opened!.postedAt);
      const { begins, ends } = dayBounds({ from: day, to: day }, opened!.region.timeZone);
      return selectMembers(db, actor, [
        own,
        begins && gte(story.postedAt, begins),
        ends && lt(story.postedAt, ends),
      ]);
    }
    const members = await selectMembers(db, actor, [isLive, ...filterConditions(filter, timeZone, now)]);
    if (members.some(({ id }) => id === opened!.id)) return members;
    const left = members.filter(({ accountId }) => accountId !== opened!.account.id);
    return [...left, ...(await selectMembers(db, actor, [isLive, own]))];
  }
}

const selectMembers = (
  db: Queryable,
  actor: Actor,
  conditions: Parameters<typeof and>,
): Promise<ReelMember[]> =>
  db
    .select({
      id: story.id,
      accountId: story.accountId,
      postedAt: story.postedAt,
      seen:
        actor.kind === 'user'
          ? sql<boolean>`exists (select from ${seen} where ${seen.storyId} = ${story.id} and ${seen.userId} = ${actor.userId})`
          : sql<boolean>`false`,
    })
    .from(story)
    .innerJoin(region, eq(story.regionId, region.id))
    .innerJoin(account, eq(story.accountId, account.id))
    .where(and(...conditions));

async function withCards(
  db: Queryable,
  actor: Actor,
  reels: readonly (readonly ReelMember[])[],
): Promise<Reel[]> {
  const ids = reels.flat().map(({ id }) => id);
  const rows = await selectStories(db).where(anyOf(story.id, ids));
  const [cards, files] = await Promise.all([feedStories(db, { actor, rows }), selectFileUrls(db, rows)]);
  const cardOf = new Map(
    cards.map((card, at) => [
      card.id,
      { ...card, ...(files.get(card.id) ?? noFiles), caption: rows[at]!.caption },
    ]),
  );
  return reels.map((reel) => ({
    accountId: reel[0]!.accountId,
    stories: reel.flatMap(({ id }) => cardOf.get(id) ?? []),
  }));
}
