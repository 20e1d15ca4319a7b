import { asc, eq } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { account, approverGroup, approverGroupMember, grant, region, user } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { demand, may } from '../../people/permissions.ts';
import type { ApprovalChoices, ApproverGroup, ApproversPage } from '../approval-choices.ts';
import { listRegionApprovers } from './list-approvers.ts';

/**
 * The groups of those who approve, and who can be put into one.
 * @throws StorywireError `forbidden` unless an admin of all regions: a group's people see drafts of every region that it approves for
 */
export async function getApproversPage(
  db: Queryable,
  { actor }: { actor: UserActor },
): Promise<ApproversPage> {
  demand(actor, 'accounts.manage', null);
  const [groups, people] = await Promise.all([listApproverGroups(db), listPeopleToChoose(db)]);
  return { groups, people, selfId: actor.userId };
}

/**
 * What the approval rules of a region's accounts are chosen from. NULL: the
 * actor may not choose them.
 */
export async function findApprovalChoices(
  db: Queryable,
  { actor, regionId }: { actor: UserActor; regionId: string },
): Promise<ApprovalChoices | null> {
  if (!may(actor, 'accounts.manage', regionId)) return null;
  const [groups, one] = await Promise.all([listApproverGroups(db), listRegionApprovers(db, { regionId })]);
  return {
    groups,
    one,
    mayManageGroups: may(actor, 'accounts.manage', null),
    selfId: actor.userId,
  };
}

async function listApproverGroups(db: Queryable): Promise<ApproverGroup[]> {
  const [groups, members, accounts] = await Promise.all([
    db
      .select({ id: approverGroup.id, name: approverGroup.name })
      .from(approverGroup)
      .orderBy(asc(approverGroup.name)),
    db
      .select({ groupId: approverGroupMember.groupId, id: user.id, name: user.name, state: user.state })
      .from(approverGroupMember)
      .innerJoin(user, eq(user.id, approverGroupMember.userId))
      .orderBy(asc(user.name), asc(user.id)),
    db
      .select({ groupId: account.approverGroupId, username: account.username })
      .from(account)
      .innerJoin(approverGroup, eq(approverGroup.id, account.approverGroupId))
      .orderBy(asc(account.username)),
  ]);
  const membersOf = Map.groupBy(members, (each) => each.groupId);
  const accountsOf = Map.groupBy(accounts, (each) => each.groupId);
  return groups.map((group) => ({
    ...group,
    people: (membersOf.get(group.id) ?? []).map(({ id, name, state }) => ({
      id,
      name,
      active: state === 'active',
    })),
    accounts: (accountsOf.get(group.id) ?? []).map(({ username }) => username),
  }));
}

async function listPeopleToChoose(db: Queryable): Promise<ApproversPage['people']> {
  const rows = await db
    .select({ id: user.id, name: user.name, grantId: grant.id, region: region.name })
    .from(user)
    .leftJoin(grant, eq(grant.userId, user.id))
    .leftJoin(region, eq(region.id, grant.regionId))
    .where(eq(user.state, 'active'))
    .orderBy(asc(user.name), asc(user.id), asc(region.name));
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((of) => ({
    id: of[0]!.id,
    name: of[0]!.name,
    regions: of.some(({ grantId, region: where }) => grantId !== null && where === null)
      ? null
      : [...new Set(of.flatMap(({ region: where }) => (where === null ? [] : [where])))],
  }));
}
