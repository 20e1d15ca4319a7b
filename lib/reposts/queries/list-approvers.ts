import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { account, approverGroup, approverGroupMember, grant, user } from '#db/schema.ts';
import { rolesThatMay } from '../../people/permissions.ts';
import type { ApprovalRule } from '../../words.ts';

export type Approvers = {
  rule: ApprovalRule;
  /** The group that approves. NULL: the rule names none. */
  group: string | null;
  /** Who may, by name, without those who are not active. */
  people: { id: string; name: string }[];
};

/**
 * Who may approve what is posted to an account, as it stands now: grants and
 * groups are read anew, whatever a session knows. Nobody is left out for being
 * the author; see {@link withoutAuthors}.
 */
export async function listApprovers(
  db: Queryable,
  { accountId }: { accountId: string },
): Promise<Approvers | undefined> {
  const [row] = await db
    .select({
      rule: account.approvalRule,
      regionId: account.regionId,
      groupId: account.approverGroupId,
      group: approverGroup.name,
    })
    .from(account)
    .leftJoin(approverGroup, eq(approverGroup.id, account.approverGroupId))
    .where(eq(account.id, accountId));
  if (!row) return undefined;
  const { rule, regionId, groupId, group } = row;
  if (rule === 'none') return { rule, group: null, people: [] };
  if (rule === 'group' && groupId !== null)
    return { rule, group, people: await listGroupApprovers(db, { groupId }) };
  return { rule, group: null, people: await listRegionApprovers(db, { regionId }) };
}

/** The people of a group who may approve, by name: those who are active. */
export async function listGroupApprovers(
  db: Queryable,
  { groupId }: { groupId: string },
): Promise<Approvers['people']> {
  return db
    .select({ id: user.id, name: user.name })
    .from(approverGroupMember)
    .innerJoin(user, eq(user.id, approverGroupMember.userId))
    .where(and(eq(approverGroupMember.groupId, groupId), eq(user.state, 'active')))
    .orderBy(asc(user.name), asc(user.id));
}

/** Everyone with the right in a region, by name: who approves where the rule names no group. */
export async function listRegionApprovers(
  db: Queryable,
  { regionId }: { regionId: string | null },
): Promise<Approvers['people']> {
  return db
    .selectDistinct({ id: user.id, name: user.name })
    .from(user)
    .innerJoin(grant, eq(grant.userId, user.id))
    .where(
      and(
        eq(user.state, 'active'),
        inArray(grant.role, [...rolesThatMay('reposts.edit')]),
        regionId === null ? isNull(grant.regionId) : or(isNull(grant.regionId), eq(grant.regionId, regionId)),
      ),
    )
    .orderBy(asc(user.name), asc(user.id));
}

/** Never one's own: who made a version, and who asked for its approval, are left out. */
export const withoutAuthors = (
  people: Approvers['people'],
  authorIds: readonly (string | null)[],
): Approvers['people'] => people.filter(({ id }) => !authorIds.includes(id));
