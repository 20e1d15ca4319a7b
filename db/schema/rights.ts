import { sql } from 'drizzle-orm';
import { index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { reuseAnswers, reuseRights } from '#lib/words.ts';
import { createdAt, id, moment, oneOf } from './columns.ts';
import { user } from './people.ts';
import { region } from './regions.ts';
import { story } from './stories.ts';

/** What other regions may do with one story, where that differs from its account's default. */
export const storyRights = pgTable(
  'story_rights',
  {
    storyId: uuid()
      .primaryKey()
      .references(() => story.id),
    rights: text({ enum: reuseRights }).notNull(),
    /** Until when that holds; afterwards the story may not be reused. NULL: for good. */
    until: moment(),
    /** The regions where it may be reused. NULL: in all. */
    regionIds: uuid().array(),
    /** Why, such as "music licence for Brazil only". NULL: nothing was said. */
    words: text(),
    byUserId: uuid()
      .notNull()
      .references(() => user.id),
    updatedAt: moment().notNull().defaultNow(),
  },
  (t) => [oneOf('story_rights_rights', t.rights, reuseRights)],
);

/**
 * Its team lets a story be reposted that it has deleted from Instagram early.
 * It counts for that deletion: should the story come back and go again, it is gone.
 */
export const storyRelease = pgTable('story_release', {
  storyId: uuid()
    .primaryKey()
    .references(() => story.id),
  byUserId: uuid()
    .notNull()
    .references(() => user.id),
  at: moment().notNull().defaultNow(),
});

/** A region's question to a story's team, whether it may reuse the story. */
export const reuseQuestion = pgTable(
  'reuse_question',
  {
    id: id(),
    storyId: uuid()
      .notNull()
      .references(() => story.id),
    /** The region that asks. */
    regionId: uuid()
      .notNull()
      .references(() => region.id),
    /** What for. NULL: nothing was said. */
    words: text(),
    byUserId: uuid()
      .notNull()
      .references(() => user.id),
    createdAt: createdAt(),
    /** NULL: not answered yet. */
    answer: text({ enum: reuseAnswers }),
    answerWords: text(),
    answeredByUserId: uuid().references(() => user.id),
    answeredAt: moment(),
  },
  (t) => [
    uniqueIndex('reuse_question_one_open')
      .on(t.storyId, t.regionId)
      .where(sql`answer is null`),
    index('reuse_question_story').on(t.storyId),
    oneOf('reuse_question_answer', t.answer, reuseAnswers),
  ],
);
