import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import { account, approverGroupMember, repostReview, repostTarget, repostVersion } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { regionsWhere } from '../../people/permissions.ts';

/**
 * Whether somebody is one of those who approve what is posted to an account, as
 * part of a query: for what they see. Whether they may approve one thing is
 * asked anew when they do (list-approvers).
 */
export function approvableBy(actor: UserActor): SQL {
  const regions = regionsWhere(actor, 'reposts.edit');
  const inGroup = sql`exists (select 1 from ${approverGroupMember}
    where ${approverGroupMember.groupId} = ${account.approverGroupId} and ${approverGroupMember.userId} = ${actor.userId})`;
  const inRegion = regions === 'all' ? sql`true` : inArray(account.regionId, regions);
  return or(
    and(eq(account.approvalRule, 'group'), inGroup),
    and(eq(account.approvalRule, 'one'), inRegion),
  ) as SQL;
}

/** Whether a post is none of somebody's own: who made its version and who asked last are left out, as part of a query. */
export function notOwn(actor: UserActor): SQL {
  const asker = sql`(select r.by_user_id from ${repostReview} r where r.target_id = ${repostTarget.id} and r.word = 'asked'
    order by r.id desc limit 1)`;
  return sql`(${repostVersion.byUserId} is distinct from ${actor.userId} and ${asker} is distinct from ${actor.userId})`;
}
