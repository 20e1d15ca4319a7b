import { sql } from 'drizzle-orm';

/**
 * Whether something of a story (`s`) is still open, so that nothing of it is
 * removed, however old: a flag that is not done or dismissed, a repost that was
 * not given up, whatever came of it (one whose post failed may be posted yet), or
 * a question about its rights that nobody has answered.
 */
export const isHeld = sql`(
  exists (select from flag f where f.story_id = s.id and f.state in ('open', 'taken', 'reposting'))
  or exists (
    select from repost r where r.story_id = s.id and (
      not exists (select from repost_target t where t.repost_id = r.id)
      or exists (select from repost_target t where t.repost_id = r.id and t.state <> 'cancelled')
    )
  )
  or exists (select from reuse_question q where q.story_id = s.id and q.answer is null)
)`;
