import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigserial,
  boolean,
  index,
  integer,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { insightTroubles, mediaStates, renditions, storyKinds } from '#lib/words.ts';
import { account } from './accounts.ts';
import { createdAt, id, moment, oneOf } from './columns.ts';
import { region } from './regions.ts';

/** A run of stories of one account: ten minutes from its first story. For grouping only. */
export const burst = pgTable(
  'burst',
  {
    id: id(),
    accountId: uuid()
      .notNull()
      .references(() => account.id),
    startsAt: moment().notNull(),
  },
  (t) => [unique('burst_account_starts').on(t.accountId, t.startsAt)],
);

/** One frame posted to an account. */
export const story = pgTable(
  'story',
  {
    id: id(),
    /** Counts up in order of insertion, for cursors. */
    seq: bigserial({ mode: 'number' }).notNull().unique(),
    accountId: uuid()
      .notNull()
      .references(() => account.id),
    /** Meta's media id. Not the number in the permalink. */
    mediaId: text().notNull(),
    /** The account's region when the story was found; it stays when the account moves. */
    regionId: uuid()
      .notNull()
      .references(() => region.id),
    burstId: uuid()
      .notNull()
      .references(() => burst.id),
    /** Short code that stands in the link and in every message about the story. */
    code: text().notNull().unique(),
    kind: text({ enum: storyKinds }).notNull(),
    postedAt: moment().notNull(),
    foundAt: moment().notNull(),
    /** 24 hours after posting: Instagram drops it then. */
    expiresAt: moment().notNull(),
    permalink: text(),
    caption: text(),
    /** The caption as it is searched (migration 0009). */
    searchText: text().generatedAlwaysAs(sql`public.search_fold(caption)`),
    /** False: was already live at the account's first check, so nobody is told of it. */
    alerted: boolean().notNull(),
    /** Meta's links, needed until the media is archived. NULL: Meta gave none. */
    sourceMediaUrl: text(),
    sourceThumbnailUrl: text(),
    mediaState: text({ enum: mediaStates }).notNull().default('pending'),
    /** The story of another region that it was made of. NULL: it is nobody's repost. */
    sourceStoryId: uuid().references((): AnyPgColumn => story.id),
    /** Why there is no media (lib/stories/media-reason.ts). NULL once archived, and while pending but for `withheld`. */
    mediaReason: text(),
    /** Since when Meta answers for it without a link. NULL: it gives one, or the media are settled. */
    withheldSince: moment(),
    /** Since when complete listings of its account lack it, though its day is not over. NULL: the last one held it. */
    missingSince: moment(),
    /** Deleted early by its team: when it was first seen to be gone. NULL: it was not, or it is back. */
    deletedAt: moment(),
    /** When the store last refused its media. NULL: it never did, or the media are settled. */
    storeTroubleAt: moment(),
    /** When caption, link and notes were removed, as the rules of keeping say. NULL: they were not. */
    wordsRemovedAt: moment(),
    /** After how many days that was. NULL: they were not removed. */
    wordsRemovedAfterDays: integer(),
    /** When Instagram is next asked how it does. NULL: not any more. */
    insightsDueAt: moment(),
    /** Why there are no figures, or no newer ones. NULL: nothing is amiss. */
    insightsTrouble: text({ enum: insightTroubles }),
    createdAt: createdAt(),
  },
  (t) => [
    unique('story_account_media').on(t.accountId, t.mediaId),
    index('story_posted').on(sql`${t.postedAt} desc`),
    index('story_region_posted').on(t.regionId, sql`${t.postedAt} desc`),
    index('story_media_pending')
      .on(t.expiresAt)
      .where(sql`media_state = 'pending'`),
    index('story_source').on(t.sourceStoryId),
    // For each listing: which of the account's stories should be in it.
    index('story_account_expires').on(t.accountId, t.expiresAt),
    index('story_insights_due')
      .on(t.insightsDueAt)
      .where(sql`insights_due_at is not null`),
    oneOf('story_insights_trouble', t.insightsTrouble, insightTroubles),
    oneOf('story_kind', t.kind, storyKinds),
    oneOf('story_media_state', t.mediaState, mediaStates),
  ],
);

/** One archived file of a story. */
export const media = pgTable(
  'media',
  {
    id: id(),
    storyId: uuid()
      .notNull()
      .references(() => story.id),
    rendition: text({ enum: renditions }).notNull(),
    /** Key in the media store. */
    storageKey: text().notNull(),
    mimeType: text().notNull(),
    bytes: integer().notNull(),
    sha256: text().notNull(),
    /** Pixels. NULL for a video original, which is not decoded. */
    width: integer(),
    height: integer(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('media_story_rendition').on(t.storyId, t.rendition),
    oneOf('media_rendition', t.rendition, renditions),
  ],
);

/**
 * A file of a story that the rules of keeping have removed. It is marked first:
 * its row leaves `media`, so that nothing refers to the file any more, and this
 * one is made, in one transaction; then the file goes.
 */
export const mediaRemoval = pgTable(
  'media_removal',
  {
    id: id(),
    storyId: uuid()
      .notNull()
      .references(() => story.id),
    rendition: text({ enum: renditions }).notNull(),
    storageKey: text().notNull(),
    bytes: integer().notNull(),
    /** How many days after posting such files were then removed. */
    afterDays: integer().notNull(),
    markedAt: moment().notNull(),
    /** NULL: marked, and the file is still there. */
    removedAt: moment(),
  },
  (t) => [
    unique('media_removal_story_rendition').on(t.storyId, t.rendition),
    index('media_removal_waiting')
      .on(t.markedAt)
      .where(sql`removed_at is null`),
    oneOf('media_removal_rendition', t.rendition, renditions),
  ],
);
