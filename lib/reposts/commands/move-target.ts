import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { repostTarget } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { notifyLive } from '../../live/notify.ts';
import { dropApproval } from '../../messages/commands/queue-approval.ts';
import { demand } from '../../people/permissions.ts';
import { isStopped } from '../../words.ts';
import { openTargetStates } from '../open-target-states.ts';
import { getRepostToSee } from '../queries/get-repost-to-see.ts';
import { checkTarget } from '../queries/target-facts.ts';
import { isBlocked } from '../target-findings.ts';
import type { TargetStepInput } from '../target-input.ts';
import { isBound, isSame, mayStep } from '../target-state.ts';
import { demandVersion } from './add-target.ts';
import { type LockedTarget, lockTarget } from './lock-target.ts';
import { endStopped } from './raise-stopped.ts';
import { settleDoubt, stopPost, unposted } from './release-post.ts';
import { approveLocked, commentLocked, sendBackLocked } from './review-target.ts';
import { settleFlag } from './settle-flag.ts';
import { letGo, submitLocked } from './submit-target.ts';
import { voidWhatWasSaid } from './void-what-was-said.ts';

type Moved = { actor: UserActor; row: LockedTarget; now: Date };

/**
 * Takes one step of a target, for whoever may take it: approving and sending
 * back for its approvers, a comment for all who see it, the rest for editors of
 * its region.
 * @throws StorywireError `not_found`; `forbidden`; `conflict` in words when it has moved on meanwhile, or something stands in the way
 */
export async function moveTarget(
  db: Database,
  { actor, targetId, now, input }: { actor: UserActor; targetId: string; now: Date; input: TargetStepInput },
): Promise<void> {
  await db.transaction(async (tx) => {
    const row = await lockTarget(tx, targetId);
    const moved = { actor, row, now };
    switch (input.step) {
      case 'approve':
        await approveLocked(tx, { ...moved, seen: input });
        break;
      case 'send_back':
        await sendBackLocked(tx, { ...moved, seen: input, words: input.words });
        break;
      case 'comment':
        await getRepostToSee(tx, { actor, repostId: row.repostId });
        await commentLocked(tx, { ...moved, words: input.words });
        break;
      case 'change':
      case 'submit':
      case 'cancel':
      case 'post_now':
      case 'is_there':
      case 'is_not_there':
        demand(actor, 'reposts.edit', row.regionId);
        demand(actor, 'reposts.edit', row.accountRegionId);
        await editorsStep(tx, moved, input);
        if (isStopped(row.state)) await endStopped(tx, { targetId, userId: actor.userId });
    }
    // Decided, changed or cancelled: whoever has not heard of the request need not any more.
    if (row.state === 'in_review' && input.step !== 'comment' && row.askedId !== null)
      await dropApproval(tx, row.askedId);
    await notifyLive(tx, { topic: 'repost', id: row.storyId });
  });
}

async function editorsStep(
  tx: Transaction,
  moved: Moved,
  input: Extract<
    TargetStepInput,
    { step: 'change' | 'submit' | 'cancel' | 'post_now' | 'is_there' | 'is_not_there' }
  >,
): Promise<void> {
  switch (input.step) {
    case 'submit':
      return submitLocked(tx, moved);
    case 'change':
      return change(tx, moved, input);
    case 'cancel':
      return cancel(tx, moved);
    case 'post_now':
      return postNow(tx, moved);
    case 'is_there':
    case 'is_not_there':
      return settle(tx, moved, input.step === 'is_there');
  }
}

/** Another version or time: what was said of the one before is void, and is asked for anew. */
async function change(
  tx: Transaction,
  { actor, row, now }: Moved,
  to: { versionId: string | null; publishAt: Date | null },
): Promise<void> {
  if (!mayStep(row.state, 'change')) throw new StorywireError('conflict', 'targetMoved');
  if (isSame(row, to)) return;
  if (to.versionId !== null) await demandVersion(tx, { repostId: row.repostId, versionId: to.versionId });
  await demandNoOther(tx, row);
  const asksAgain = isBound(row.state);
  await voidWhatWasSaid(tx, row);
  await tx
    .update(repostTarget)
    .set({
      ...to,
      state: row.state === 'sent_back' ? 'sent_back' : 'draft',
      dueAt: null,
      step: null,
      ...unposted,
      // Whoever was about to post it finds that it is not theirs any more.
      epoch: sql`${repostTarget.epoch} + 1`,
      updatedAt: sql`now()`,
    })
    .where(eq(repostTarget.id, row.id));
  await recordAudit(tx, {
    actor,
    action: 'repost.change_target',
    thingId: row.storyId,
    detail: detailOf(row),
  });
  if (asksAgain) await submitLocked(tx, { actor, row: await lockTarget(tx, row.id), now });
}

async function cancel(tx: Transaction, { actor, row }: Moved): Promise<void> {
  if (!mayStep(row.state, 'cancel')) throw new StorywireError('conflict', 'targetMoved');
  if (!(await stopPost(tx, { targetId: row.id }))) throw new StorywireError('conflict', 'targetTooLate');
  await recordAudit(tx, { actor, action: 'repost.cancel', thingId: row.storyId, detail: detailOf(row) });
  await settleFlag(tx, { actor, repostId: row.repostId });
}

/** What somebody says who looked at the account for a post whose fate is in doubt. */
async function settle(tx: Transaction, { actor, row }: Moved, posted: boolean): Promise<void> {
  if (!(await settleDoubt(tx, { targetId: row.id, posted })))
    throw new StorywireError('conflict', 'targetMoved');
  await recordAudit(tx, {
    actor,
    action: posted ? 'repost.is_there' : 'repost.is_not_there',
    thingId: row.storyId,
    detail: detailOf(row),
  });
  await settleFlag(tx, { actor, repostId: row.repostId });
}

/**
 * Posts what failed or missed its time, now. An approval was for the time that
 * has passed, so it is asked for anew, unless it was for *at once* and nothing
 * has changed, or whoever says so may approve it.
 */
async function postNow(tx: Transaction, { actor, row, now }: Moved): Promise<void> {
  if (!mayStep(row.state, 'post_now')) throw new StorywireError('conflict', 'targetMoved');
  await demandNoOther(tx, row);
  const stands =
    row.said?.word === 'approved' && isSame(row.said, { versionId: row.versionId, publishAt: null });
  if (!stands) await voidWhatWasSaid(tx, row);
  await tx
    .update(repostTarget)
    .set({ state: 'draft', publishAt: null, updatedAt: sql`now()` })
    .where(eq(repostTarget.id, row.id));
  await recordAudit(tx, { actor, action: 'repost.post_now', thingId: row.storyId, detail: detailOf(row) });
  if (stands) {
    const { findings } = await checkTarget(tx, { targetId: row.id, askerId: row.askedByUserId, now });
    if (isBlocked(findings)) throw new StorywireError('conflict', 'targetBlocked');
    return letGo(tx, row.id);
  }
  await submitLocked(tx, { actor, row: await lockTarget(tx, row.id), now });
}

const detailOf = ({ repostId, regionId, accountId }: LockedTarget) => ({ repostId, regionId, accountId });

/** One open target of an account in a repost: while this one was at its end, another may have been begun. */
async function demandNoOther(
  tx: Transaction,
  { id, repostId, accountId, username }: LockedTarget,
): Promise<void> {
  const rows = await tx
    .select({ id: repostTarget.id })
    .from(repostTarget)
    .where(
      and(
        eq(repostTarget.repostId, repostId),
        eq(repostTarget.accountId, accountId),
        ne(repostTarget.id, id),
        inArray(repostTarget.state, [...openTargetStates]),
      ),
    );
  if (rows.length > 0)
    throw new StorywireError('conflict', 'targetAlready', { values: { account: username } });
}
