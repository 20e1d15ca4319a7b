import { bigserial, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { insightSources } from '#lib/words.ts';
import { moment, oneOf } from './columns.ts';
import { story } from './stories.ts';

/** What Instagram told of how a story did, at a moment. Kept for good: after a day it cannot be asked for again. */
export const insight = pgTable(
  'insight',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    storyId: uuid()
      .notNull()
      .references(() => story.id, { onDelete: 'cascade' }),
    at: moment().notNull(),
    source: text({ enum: insightSources }).notNull(),
    /** By name (lib/insights/figures.ts). Which there are has changed before, so all are kept. */
    figures: jsonb().$type<Record<string, number>>().notNull(),
  },
  (t) => [index('insight_story').on(t.storyId, t.at), oneOf('insight_source', t.source, insightSources)],
);
