import { sql } from 'drizzle-orm';
import {
  bigserial,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { publishSteps, reviewWords, storyKinds, targetStates, videoStates } from '#lib/words.ts';
import { account } from './accounts.ts';
import { createdAt, id, moment, oneOf } from './columns.ts';
import { user } from './people.ts';
import { region } from './regions.ts';
import { flag } from './responses.ts';
import { story } from './stories.ts';

/** A region's reuse of a story: its edit, and the accounts that it is posted to. */
export const repost = pgTable(
  'repost',
  {
    id: id(),
    storyId: uuid()
      .notNull()
      .references(() => story.id),
    /** The region whose editors work on it. */
    regionId: uuid()
      .notNull()
      .references(() => region.id),
    /** The flag it came from. NULL: begun without one. */
    flagId: uuid().references(() => flag.id),
    byUserId: uuid()
      .notNull()
      .references(() => user.id),
    /** The edit as it was last saved by itself (lib/reposts/design/design.ts). NULL: not begun. */
    design: jsonb(),
    /** Counts up with every such save, so that two windows do not overwrite each other unseen. */
    designRevision: integer().notNull().default(0),
    createdAt: createdAt(),
    updatedAt: moment().notNull().defaultNow(),
  },
  (t) => [index('repost_story').on(t.storyId), index('repost_region').on(t.regionId, t.updatedAt)],
);

/** A finished edit: the file that will be posted, and the design it was drawn from. It never changes. */
export const repostVersion = pgTable(
  'repost_version',
  {
    id: id(),
    repostId: uuid()
      .notNull()
      .references(() => repost.id),
    /** Counts up from 1 within the repost. */
    number: integer().notNull(),
    kind: text({ enum: storyKinds }).notNull(),
    /** NULL: the story's own file, unedited. */
    design: jsonb(),
    /** Key in the media store. */
    storageKey: text().notNull(),
    mimeType: text().notNull(),
    bytes: integer().notNull(),
    sha256: text().notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    /** NULL for a picture. */
    durationMs: integer(),
    /** A video's still. NULL for a picture. */
    posterKey: text(),
    byUserId: uuid()
      .notNull()
      .references(() => user.id),
    createdAt: createdAt(),
  },
  (t) => [
    unique('repost_version_number').on(t.repostId, t.number),
    // For what is said of a version and by whom it was made: see repost_review.
    unique('repost_version_author').on(t.id, t.byUserId),
    oneOf('repost_version_kind', t.kind, storyKinds),
  ],
);

/** The making of a video out of a saved edit, which takes about as long as it plays. */
export const repostVideo = pgTable(
  'repost_video',
  {
    id: id(),
    repostId: uuid()
      .notNull()
      .references(() => repost.id),
    /** The edit that it is made of, as it was when it was asked for. */
    design: jsonb().notNull(),
    /** Key in the media store of what lies on top, drawn by the browser. NULL: nothing does. */
    overlayKey: text(),
    state: text({ enum: videoStates }).notNull().default('waiting'),
    /** Counts up whenever a worker takes it up; a stale worker's writes are refused by it. */
    epoch: integer().notNull().default(0),
    /** Until when, by the database's clock, the worker at it is believed to live. NULL: nobody is. */
    leaseUntil: moment(),
    /** How often the encoder was begun and did not end by itself. */
    crashes: integer().notNull().default(0),
    /** Percent of its frames. */
    progress: integer().notNull().default(0),
    /** Key of the words, under `errors`, that say why it failed. NULL: it has not. */
    failure: text(),
    /** NULL: not done. */
    versionId: uuid().references(() => repostVersion.id),
    byUserId: uuid()
      .notNull()
      .references(() => user.id),
    createdAt: createdAt(),
  },
  (t) => [
    index('repost_video_repost').on(t.repostId, t.createdAt),
    uniqueIndex('repost_video_one_open')
      .on(t.repostId)
      .where(sql`state in ('waiting', 'working')`),
    oneOf('repost_video_state', t.state, videoStates),
    check('repost_video_done_is_a_version', sql`(${t.state} = 'done') = (${t.versionId} is not null)`),
  ],
);

/** One post of a repost to one account. */
export const repostTarget = pgTable(
  'repost_target',
  {
    id: id(),
    repostId: uuid()
      .notNull()
      .references(() => repost.id),
    accountId: uuid()
      .notNull()
      .references(() => account.id),
    /** NULL: none is finished yet. */
    versionId: uuid().references(() => repostVersion.id),
    /** NULL: as soon as it is approved. */
    publishAt: moment(),
    state: text({ enum: targetStates }).notNull().default('draft'),
    /** How far it has come at Meta. NULL: nothing was asked of Meta yet. */
    step: text({ enum: publishSteps }),
    /** Counts up whenever a worker takes it up; a stale worker's writes are refused by it. */
    epoch: integer().notNull().default(0),
    /** Until when, by the database's clock, the worker that took it up may act. NULL: nobody has. */
    leaseUntil: moment(),
    /** When the next step is due. NULL: none is. */
    dueAt: moment(),
    containerId: text(),
    containerAt: moment(),
    /** Containers made so far: a file that Meta cannot use is not offered for ever. */
    containers: integer().notNull().default(0),
    /** When Meta was asked to publish. */
    publishAskedAt: moment(),
    /** Meta's id of the story that was posted. */
    mediaId: text(),
    permalink: text(),
    publishedAt: moment(),
    /** Meta's code and subcode of the last failure, as `9007/2207027`. NULL: none, or it has passed. */
    errorCode: text(),
    /** Key of the words that say what failed and what to do (lib/reposts/publish-failure.ts). */
    failure: text(),
    createdAt: createdAt(),
    updatedAt: moment().notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('repost_target_one_open')
      .on(t.repostId, t.accountId)
      .where(sql`state not in ('published', 'cancelled', 'failed')`),
    index('repost_target_due')
      .on(t.dueAt)
      .where(sql`due_at is not null`),
    unique('repost_target_media').on(t.accountId, t.mediaId),
    oneOf('repost_target_state', t.state, targetStates),
    oneOf('repost_target_step', t.step, publishSteps),
    check(
      'repost_target_posts_a_version',
      sql`${t.state} in ('draft', 'cancelled') or ${t.versionId} is not null`,
    ),
  ],
);

/** What was said of a target while it was reviewed, in order, and of which version and time it was said. */
export const repostReview = pgTable(
  'repost_review',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    targetId: uuid()
      .notNull()
      .references(() => repostTarget.id),
    word: text({ enum: reviewWords }).notNull(),
    versionId: uuid().notNull(),
    /** Who made the version. */
    versionByUserId: uuid().notNull(),
    /** Who had asked for the approval. NULL unless it is one. */
    askedByUserId: uuid().references(() => user.id),
    /** The time that was approved or asked for. NULL: at once. */
    publishAt: moment(),
    words: text(),
    /**
     * NULL: the system, which voids an approval when what it binds has changed. Where somebody
     * voids one, they changed who approves for the account.
     */
    byUserId: uuid().references(() => user.id),
    createdAt: createdAt(),
  },
  (t) => [
    index('repost_review_target').on(t.targetId, t.id),
    oneOf('repost_review_word', t.word, reviewWords),
    foreignKey({
      name: 'repost_review_of_a_version',
      columns: [t.versionId, t.versionByUserId],
      foreignColumns: [repostVersion.id, repostVersion.byUserId],
    }),
    check(
      'repost_review_nobody_approves_their_own',
      sql`${t.word} <> 'approved' or (${t.byUserId} is not null and ${t.askedByUserId} is not null
        and ${t.byUserId} <> ${t.askedByUserId} and ${t.byUserId} <> ${t.versionByUserId})`,
    ),
  ],
);

/** Every step of every post at Meta, as it was begun and as it ended. Never changed. */
export const publishEvent = pgTable(
  'publish_event',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    targetId: uuid()
      .notNull()
      .references(() => repostTarget.id),
    step: text({ enum: publishSteps }).notNull(),
    epoch: integer().notNull(),
    /** What came of it, in a word, such as `ok`, `uncertain` or a class of failure. */
    outcome: text().notNull(),
    errorCode: text(),
    at: createdAt(),
  },
  (t) => [
    index('publish_event_target').on(t.targetId, t.id),
    oneOf('publish_event_step', t.step, publishSteps),
  ],
);
