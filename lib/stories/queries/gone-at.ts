import { type SQL, sql } from 'drizzle-orm';
import { story } from '#db/schema.ts';

/** When a story leaves Instagram, or has left it: at the end of its day, or when its team deleted it. */
export const goneAt: SQL<Date> = sql<Date>`coalesce(${story.deletedAt}, ${story.expiresAt})`.mapWith(
  story.expiresAt,
);

/** Still there at a moment. */
export const isThere = (at: Date): SQL => sql`${goneAt} > ${at.toISOString()}::timestamptz`;

/** No longer there at a moment. */
export const isGone = (at: Date): SQL => sql`${goneAt} <= ${at.toISOString()}::timestamptz`;
