import { and, asc, eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { account, approverGroup, repostTarget, user } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { notifyLive } from '../../live/notify.ts';
import { dropApproval } from '../../messages/commands/queue-approval.ts';
import { demand } from '../../people/permissions.ts';
import type { ApprovalChoice } from '../approval-input.ts';
import { listGroupApprovers } from '../queries/list-approvers.ts';
import { checkTarget } from '../queries/target-facts.ts';
import { isBlocked } from '../target-findings.ts';
import { demandSomebodyLeft } from './approver-groups.ts';
import { lockTarget } from './lock-target.ts';
import { askApprovers } from './submit-target.ts';
import { voidWhatWasSaid } from './void-what-was-said.ts';

/**
 * Says who approves what is posted to an account. What waits for an approval is
 * asked for anew by the new rule, or is a draft again where that cannot be;
 * what was approved stands.
 * @returns how many posts were asked for anew, and how many are drafts again
 * @throws StorywireError `forbidden` unless an admin of its region; `not_found`; `conflict` when the group would leave nobody who can approve
 */
export async function setApprovalRule(
  db: Database,
  {
    actor,
    accountId,
    approval,
    now,
  }: { actor: UserActor; accountId: string; approval: ApprovalChoice; now: Date },
): Promise<{ username: string; asked: number; drafts: number }> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .select({
        regionId: account.regionId,
        username: account.username,
        rule: account.approvalRule,
        groupId: account.approverGroupId,
      })
      .from(account)
      .where(eq(account.id, accountId))
      .for('no key update');
    if (!row) throw new StorywireError('not_found', 'accountNotFound');
    demand(actor, 'accounts.manage', row.regionId);
    const { username } = row;
    const groupId = approval.rule === 'group' ? approval.groupId : null;
    if (row.rule === approval.rule && row.groupId === groupId) return { username, asked: 0, drafts: 0 };
    if (groupId !== null) await demandGroup(tx, { actor, groupId });
    await tx
      .update(account)
      .set({ approvalRule: approval.rule, approverGroupId: groupId })
      .where(eq(account.id, accountId));
    await recordAudit(tx, {
      actor,
      action: 'account.approval',
      thingId: accountId,
      detail: {
        rule: { from: row.rule, to: approval.rule },
        ...(row.groupId === groupId ? {} : { groupId: { from: row.groupId, to: groupId } }),
      },
    });
    const moved = await askAnew(tx, { actor, accountId, now });
    if (row.regionId !== null) await notifyLive(tx, { topic: 'region', id: row.regionId });
    return { username, ...moved };
  });
}

async function demandGroup(
  tx: Transaction,
  { actor, groupId }: { actor: UserActor; groupId: string },
): Promise<void> {
  const [group] = await tx
    .select({ name: approverGroup.name })
    .from(approverGroup)
    .where(eq(approverGroup.id, groupId))
    // Held, so that nobody empties it meanwhile.
    .for('update');
  if (!group) throw new StorywireError('not_found', 'approverGroupNotFound', { field: 'approval' });
  demandSomebodyLeft(actor, { group: group.name, people: await listGroupApprovers(tx, { groupId }) });
}

/** What waits for an account's former approvers waits for its new ones. */
async function askAnew(
  tx: Transaction,
  { actor, accountId, now }: { actor: UserActor; accountId: string; now: Date },
): Promise<{ asked: number; drafts: number }> {
  const waiting = await tx
    .select({ id: repostTarget.id })
    .from(repostTarget)
    .where(and(eq(repostTarget.accountId, accountId), eq(repostTarget.state, 'in_review')))
    .orderBy(asc(repostTarget.id));
  const moved = { asked: 0, drafts: 0 };
  for (const { id } of waiting) {
    const row = await lockTarget(tx, id);
    if (row.state !== 'in_review') continue;
    await voidWhatWasSaid(tx, row, actor.userId);
    if (row.askedId !== null) await dropApproval(tx, row.askedId);
    await tx
      .update(repostTarget)
      .set({ state: 'draft', updatedAt: sql`now()` })
      .where(eq(repostTarget.id, id));
    const { findings, approvers, left } = await checkTarget(tx, {
      targetId: id,
      askerId: row.askedByUserId,
      now,
    });
    const asker = row.askedByUserId === null ? undefined : await findPerson(tx, row.askedByUserId);
    // Where nobody has to approve any more, a person says that it goes: a setting posts nothing.
    const asks = asker !== undefined && approvers.rule !== 'none' && !isBlocked(findings);
    if (asks) await askApprovers(tx, { row, asker, left });
    moved[asks ? 'asked' : 'drafts'] += 1;
    await recordAudit(tx, {
      actor,
      action: 'repost.ask_anew',
      thingId: row.storyId,
      detail: { repostId: row.repostId, regionId: row.regionId, accountId },
    });
    await notifyLive(tx, { topic: 'repost', id: row.storyId });
  }
  return moved;
}

async function findPerson(tx: Transaction, id: string): Promise<{ id: string; name: string } | undefined> {
  const [row] = await tx.select({ id: user.id, name: user.name }).from(user).where(eq(user.id, id));
  return row;
}
