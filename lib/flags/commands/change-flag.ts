import { eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { flag, story } from '#db/schema.ts';
import type { Actor, UserActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { notifyLive } from '../../live/notify.ts';
import { hurryProblem } from '../../messages/commands/queue-problem.ts';
import { demand } from '../../people/permissions.ts';
import type { FlagChange } from '../flag-input.ts';
import { type BoardStep, nextFlagState, type RepostStep } from '../flag-step.ts';
import { findEditor } from '../queries/list-editors.ts';
import { type LockedFlag, lockFlag } from './lock-flag.ts';

const actionOf = {
  take: 'flag.take',
  hand_over: 'flag.hand_over',
  give_back: 'flag.give_back',
  finish: 'flag.done',
  dismiss: 'flag.dismiss',
  reopen: 'flag.reopen',
  begin: 'flag.begin_repost',
  give_up: 'flag.give_up_repost',
  post: 'flag.done',
} as const satisfies Record<BoardStep | RepostStep, string>;

/**
 * Does with a flag what an editor of its region may do with it.
 * @throws StorywireError `forbidden` for others; `not_found`; `conflict` when it is not where the step begins; `invalid` when it is handed to nobody who could take it
 */
export async function changeFlag(
  db: Database,
  { actor, flagId, ...change }: { actor: UserActor; flagId: string } & FlagChange,
): Promise<void> {
  await db.transaction(async (tx) => {
    const row = await lockFlag(tx, flagId);
    demand(actor, 'flags.manage', row.regionId);
    switch (change.change) {
      case 'urgent':
        return markUrgent(tx, { actor, row, urgent: change.urgent });
      case 'hand_over':
        if (!(await findEditor(tx, { userId: change.toUserId, regionId: row.regionId })))
          throw new StorywireError('invalid', 'flagOwnerUnknown', { field: 'toUserId' });
        return step(tx, { actor, row, step: change.change, owner: change.toUserId });
      case 'dismiss':
        return step(tx, { actor, row, step: change.change, dismissal: change.reason });
      case 'take':
        return step(tx, { actor, row, step: change.change, owner: actor.userId });
      case 'give_back':
        return step(tx, { actor, row, step: change.change, owner: null });
      case 'finish':
        return step(tx, { actor, row, step: change.change });
      case 'reopen':
        return step(tx, { actor, row, step: change.change, dismissal: null });
    }
  });
}

/**
 * Moves a flag along with the repost that came of it, in the repost's own
 * transaction. One that is not where the step begins stays where it is: it was
 * dealt with otherwise.
 * @param ownerUserId whose it is from now on, where nobody had taken it
 */
export async function moveFlagWithRepost(
  tx: Transaction,
  {
    actor,
    flagId,
    step: wanted,
    ownerUserId,
  }: { actor: Actor; flagId: string; step: RepostStep; ownerUserId?: string },
): Promise<void> {
  const row = await lockFlag(tx, flagId);
  if (nextFlagState(row, wanted) === undefined) return;
  const owner = row.ownerUserId ?? ownerUserId;
  await step(tx, { actor, row, step: wanted, ...(owner === undefined ? {} : { owner }) });
}

async function step(
  tx: Transaction,
  given: {
    actor: Actor;
    row: LockedFlag;
    step: BoardStep | RepostStep;
    owner?: string | null;
    dismissal?: string | null;
  },
): Promise<void> {
  const { actor, row, owner, dismissal } = given;
  const state = nextFlagState(row, given.step);
  if (state === undefined) throw new StorywireError('conflict', 'flagMoved');
  if (given.step === 'reopen') {
    // Held, as a new flag does by itself: retention comes before this or sees it.
    await tx.select({ id: story.id }).from(story).where(eq(story.id, row.storyId)).for('key share');
    await demandNoOther(tx, row);
  }
  await tx
    .update(flag)
    .set({
      state,
      ...(owner === undefined ? {} : { ownerUserId: owner }),
      ...(dismissal === undefined ? {} : { dismissal }),
      endedAt: state === 'done' || state === 'dismissed' ? sql`now()` : null,
      updatedAt: sql`now()`,
    })
    .where(eq(flag.id, row.id));
  await recordAudit(tx, {
    actor,
    action: actionOf[given.step],
    thingId: row.storyId,
    detail: { regionId: row.regionId, kind: row.kind, ...(owner ? { userId: owner } : {}) },
  });
  await notifyLive(tx, { topic: 'flag', id: row.storyId });
}

/** Meanwhile somebody may have flagged the story anew. */
async function demandNoOther(tx: Transaction, row: LockedFlag): Promise<void> {
  const others = await tx.execute(sql`
    select 1 from flag where story_id = ${row.storyId} and region_id = ${row.regionId} and kind = ${row.kind}
      and state in ('open', 'taken', 'reposting')`);
  if (others.length > 0) throw new StorywireError('conflict', 'flaggedAnew');
}

async function markUrgent(
  tx: Transaction,
  { actor, row, urgent }: { actor: Actor; row: LockedFlag; urgent: boolean },
): Promise<void> {
  if (row.urgent === urgent) return;
  if (row.state === 'done' || row.state === 'dismissed') throw new StorywireError('conflict', 'flagMoved');
  await tx
    .update(flag)
    .set({ urgent, updatedAt: sql`now()` })
    .where(eq(flag.id, row.id));
  await recordAudit(tx, {
    actor,
    action: 'flag.urgent',
    thingId: row.storyId,
    detail: { regionId: row.regionId, kind: row.kind, from: row.urgent, to: urgent },
  });
  if (urgent && row.kind === 'problem') await hurryProblem(tx, row.id);
  await notifyLive(tx, { topic: 'flag', id: row.storyId });
}
