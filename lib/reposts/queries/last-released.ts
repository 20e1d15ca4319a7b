import { sql } from 'drizzle-orm';
import { publishEvent, repostTarget } from '#db/schema.ts';
import { releasedWord } from '../publish-words.ts';

/** When a post was last let go, as a column of a query of targets. NULL: never. */
export const lastReleased = sql<Date | null>`(select max(e.at) from ${publishEvent} e
  where e.target_id = ${repostTarget.id} and e.outcome = ${releasedWord})`.mapWith(repostTarget.updatedAt);
