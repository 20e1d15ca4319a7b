import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { repostReview, repostTarget } from '#db/schema.ts';
import type { UserActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import type { ReviewWord } from '../../words.ts';
import { listApprovers, withoutAuthors } from '../queries/list-approvers.ts';
import { checkTarget } from '../queries/target-facts.ts';
import { isBlocked } from '../target-findings.ts';
import { type Bound, isSame, mayStep } from '../target-state.ts';
import type { LockedTarget } from './lock-target.ts';
import { letGo } from './submit-target.ts';

type Review = {
  actor: UserActor;
  row: LockedTarget;
  now: Date;
  /** What was on the screen of whoever decides. */
  seen: Bound;
};

/**
 * Approves a version for a time, and lets it go.
 * @throws StorywireError `forbidden` for all but its approvers, its authors among them; `conflict` when it was decided already, has changed since it was seen, or something stands in the way
 */
export async function approveLocked(tx: Transaction, { actor, row, now, seen }: Review): Promise<void> {
  const decided = await demandDecision(tx, { actor, row, seen });
  const { findings } = await checkTarget(tx, { targetId: row.id, askerId: row.askedByUserId, now });
  if (isBlocked(findings)) throw new StorywireError('conflict', 'targetBlocked');
  await tx.insert(repostReview).values({
    ...decided,
    word: 'approved',
    askedByUserId: row.askedByUserId,
  });
  await letGo(tx, row.id);
  await recordAudit(tx, { actor, action: 'repost.approve', thingId: row.storyId, detail: detailOf(row) });
}

/** Sends a version back with words, for whoever made it. */
export async function sendBackLocked(
  tx: Transaction,
  { actor, row, seen, words }: Review & { words: string },
): Promise<void> {
  const decided = await demandDecision(tx, { actor, row, seen });
  await tx.insert(repostReview).values({ ...decided, word: 'sent_back', words });
  await tx
    .update(repostTarget)
    .set({ state: 'sent_back', updatedAt: sql`now()` })
    .where(eq(repostTarget.id, row.id));
  await recordAudit(tx, { actor, action: 'repost.send_back', thingId: row.storyId, detail: detailOf(row) });
}

/** Says something of a target, whoever decides it. */
export async function commentLocked(
  tx: Transaction,
  { actor, row, words }: Omit<Review, 'seen'> & { words: string },
): Promise<void> {
  const { versionId, versionByUserId } = row;
  if (versionId === null || versionByUserId === null) throw new StorywireError('conflict', 'targetNoVersion');
  await tx.insert(repostReview).values({
    targetId: row.id,
    word: 'comment' satisfies ReviewWord,
    versionId,
    versionByUserId,
    publishAt: row.publishAt,
    words,
    byUserId: actor.userId,
  });
  await recordAudit(tx, { actor, action: 'repost.comment', thingId: row.storyId, detail: detailOf(row) });
}

/** Who may decide is read anew: a session may be older than a grant that was taken, or a person's end. */
async function demandDecision(tx: Transaction, { actor, row, seen }: Omit<Review, 'now'>) {
  const approvers = await listApprovers(tx, { accountId: row.accountId });
  const people = approvers?.people ?? [];
  const refused = (message: string) =>
    new StorywireError('forbidden', message, { values: { capability: 'reposts.edit' } });
  if (!people.some(({ id }) => id === actor.userId)) throw refused('approvalNotYours');
  const authors = [row.versionByUserId, row.askedByUserId];
  if (withoutAuthors(people, authors).every(({ id }) => id !== actor.userId)) throw refused('approvalOwn');
  if (!mayStep(row.state, 'approve')) throw new StorywireError('conflict', 'targetDecided');
  const { versionId, versionByUserId, publishAt } = row;
  if (versionId === null || versionByUserId === null || !isSame(row, seen))
    throw new StorywireError('conflict', 'targetChanged');
  return { targetId: row.id, versionId, versionByUserId, publishAt, byUserId: actor.userId };
}

const detailOf = ({ repostId, regionId, accountId }: LockedTarget) => ({ repostId, regionId, accountId });
