import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { account, approverGroup, approverGroupMember, user } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { notifyLive } from '../../live/notify.ts';
import { demand } from '../../people/permissions.ts';
import { type Approvers, listGroupApprovers } from '../queries/list-approvers.ts';
import { whoIsLeft } from '../who-is-left.ts';

type Written = { actor: UserActor; name: string; userIds: readonly string[] };

/**
 * Makes a group of those who approve, under a name that all know.
 * @throws StorywireError `forbidden` unless an admin of all regions; `conflict` when the name is taken; `not_found` for people who are not active
 */
export async function addApproverGroup(
  db: Database,
  { actor, name, userIds }: Written,
): Promise<{ groupId: string }> {
  demand(actor, 'accounts.manage', null);
  return db.transaction(async (tx) => {
    await demandPeople(tx, userIds);
    const [made] = await tx
      .insert(approverGroup)
      .values({ name })
      .onConflictDoNothing({ target: approverGroup.name })
      .returning({ id: approverGroup.id });
    if (!made) throw new StorywireError('conflict', 'nameTaken', { field: 'name' });
    await insertMembers(tx, made.id, userIds);
    await recordAudit(tx, {
      actor,
      action: 'approver_group.add',
      thingId: made.id,
      detail: { name, added: [...userIds] },
    });
    await notifyLive(tx, { topic: 'region', id: made.id });
    return { groupId: made.id };
  });
}

/**
 * Gives a group its name and its people, whole. While accounts rely on it,
 * somebody stays who can approve.
 * @throws StorywireError as {@link addApproverGroup}; `not_found`; `conflict` when nobody, or only who says so, would be left
 */
export async function editApproverGroup(
  db: Database,
  { actor, groupId, name, userIds }: Written & { groupId: string },
): Promise<void> {
  demand(actor, 'accounts.manage', null);
  await db.transaction(async (tx) => {
    const before = await lockGroup(tx, groupId);
    const [namesake] = await tx
      .select({ id: approverGroup.id })
      .from(approverGroup)
      .where(eq(approverGroup.name, name));
    if (namesake && namesake.id !== groupId)
      throw new StorywireError('conflict', 'nameTaken', { field: 'name' });
    const members = await tx
      .select({ id: approverGroupMember.userId })
      .from(approverGroupMember)
      .where(eq(approverGroupMember.groupId, groupId));
    const held = new Set(members.map(({ id }) => id));
    const added = userIds.filter((id) => !held.has(id));
    const removed = [...held].filter((id) => !userIds.includes(id));
    if (before.name === name && added.length === 0 && removed.length === 0) return;
    // Who was disabled meanwhile may stay in it, and approves nothing.
    await demandPeople(tx, added);
    await tx.update(approverGroup).set({ name }).where(eq(approverGroup.id, groupId));
    if (removed.length > 0)
      await tx
        .delete(approverGroupMember)
        .where(and(eq(approverGroupMember.groupId, groupId), inArray(approverGroupMember.userId, removed)));
    await insertMembers(tx, groupId, added);
    const changed = added.length > 0 || removed.length > 0;
    if (changed && (await accountsOf(tx, groupId)).length > 0)
      demandSomebodyLeft(actor, { group: name, people: await listGroupApprovers(tx, { groupId }) });
    await recordAudit(tx, {
      actor,
      action: 'approver_group.edit',
      thingId: groupId,
      detail: {
        ...(before.name === name ? {} : { name: { from: before.name, to: name } }),
        ...(added.length === 0 ? {} : { added }),
        ...(removed.length === 0 ? {} : { removed }),
      },
    });
    await notifyLive(tx, { topic: 'region', id: groupId });
  });
}

/**
 * Removes a group that no account relies on.
 * @throws StorywireError `forbidden` unless an admin of all regions; `not_found`; `conflict` while it approves for an account
 */
export async function removeApproverGroup(
  db: Database,
  { actor, groupId }: { actor: UserActor; groupId: string },
): Promise<{ name: string }> {
  demand(actor, 'accounts.manage', null);
  return db.transaction(async (tx) => {
    const { name } = await lockGroup(tx, groupId);
    const [first, ...others] = await accountsOf(tx, groupId);
    if (first !== undefined)
      throw new StorywireError('conflict', 'approverGroupInUse', {
        values: { account: first, more: others.length },
      });
    await tx.delete(approverGroup).where(eq(approverGroup.id, groupId));
    await recordAudit(tx, { actor, action: 'approver_group.remove', thingId: groupId, detail: { name } });
    await notifyLive(tx, { topic: 'region', id: groupId });
    return { name };
  });
}

/**
 * Nobody approves their own work, so a group of nobody, or of oneself alone, approves nothing.
 * @throws StorywireError `conflict`
 */
export function demandSomebodyLeft(
  actor: UserActor,
  { group, people }: { group: string; people: Approvers['people'] },
): void {
  const left = whoIsLeft(
    people.map(({ id }) => id),
    actor.userId,
  );
  const values = { values: { group } };
  if (left === 'nobody') throw new StorywireError('conflict', 'approverGroupEmpty', values);
  if (left === 'only_self') throw new StorywireError('conflict', 'approverGroupOnlyYou', values);
}

async function lockGroup(tx: Transaction, groupId: string): Promise<{ name: string }> {
  const [row] = await tx
    .select({ name: approverGroup.name })
    .from(approverGroup)
    .where(eq(approverGroup.id, groupId))
    .for('update');
  if (!row) throw new StorywireError('not_found', 'approverGroupNotFound');
  return row;
}

async function accountsOf(tx: Transaction, groupId: string): Promise<string[]> {
  const rows = await tx
    .select({ username: account.username })
    .from(account)
    .where(eq(account.approverGroupId, groupId))
    .orderBy(asc(account.username));
  return rows.map(({ username }) => username);
}

async function demandPeople(tx: Transaction, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  const found = await tx
    .select({ id: user.id })
    .from(user)
    .where(and(inArray(user.id, [...userIds]), eq(user.state, 'active')));
  if (found.length < userIds.length)
    throw new StorywireError('not_found', 'personNotFound', { field: 'userIds' });
}

async function insertMembers(tx: Transaction, groupId: string, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  await tx.insert(approverGroupMember).values(userIds.map((userId) => ({ groupId, userId })));
}
