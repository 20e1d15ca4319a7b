import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import { account, approverGroupMember } from '#db/schema.ts';
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
