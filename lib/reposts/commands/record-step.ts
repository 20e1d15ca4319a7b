import { and, eq, gt, ne, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { account, publishEvent, repostTarget, story } from '#db/schema.ts';
import { systemActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { notifyLive } from '../../live/notify.ts';
import { isStopped, type PublishStep, type TargetState } from '../../words.ts';
import { lookForMs } from '../publish-step.ts';
import type { ClaimedPost } from './claim-post.ts';
import { raiseStopped } from './raise-stopped.ts';
import { settleFlag } from './settle-flag.ts';

const publisher = systemActor('publisher');

/** What is stored of a step. */
export type StepChange = {
  step?: PublishStep;
  state?: TargetState;
  /** NULL: nothing more is due. Absent: the step goes on, and stays ours. */
  dueAt?: Date | null;
  containerId?: string | null;
  /** Now, by the database's clock. NULL: there is none any more. */
  containerAt?: 'now' | null;
  containers?: number;
  publishAskedAt?: 'now' | null;
  mediaId?: string | null;
  permalink?: string | null;
  errorCode?: string | null;
  failure?: string | null;
};

/** How it stands in publish_event. */
export type StepEvent = { step: PublishStep; outcome: string; errorCode?: string | null };

/** Ends of which the audit log tells. */
const told: Partial<Record<TargetState, string>> = {
  published: 'repost.publish',
  failed: 'repost.fail',
  overdue: 'repost.overdue',
  unconfirmed: 'repost.doubt',
};

/**
 * Stores a step, and what is known by it, if the post is still ours.
 * @returns false when somebody else has taken it up, or it was stopped: then nothing was stored
 */
export async function recordStep(
  db: Database,
  post: ClaimedPost,
  change: StepChange,
  event: StepEvent,
): Promise<boolean> {
  return db.transaction((tx) => storeStep(tx, post, change, event));
}

async function storeStep(
  tx: Transaction,
  { targetId, epoch, storyId, accountId, repostId }: ClaimedPost,
  { containerAt, publishAskedAt: asked, dueAt, ...plain }: StepChange,
  event: StepEvent,
): Promise<boolean> {
  // A check that inserts this very story meanwhile is waited for, or waits for us: one of the two links it.
  if (plain.mediaId) await holdAccount(tx, accountId);
  const [stored] = await tx
    .update(repostTarget)
    .set({
      ...plain,
      ...(dueAt !== undefined && { dueAt, leaseUntil: null }),
      ...(containerAt !== undefined && { containerAt: containerAt && sql`now()` }),
      ...(asked !== undefined && { publishAskedAt: asked && sql`now()` }),
      ...(plain.state === 'published' && {
        publishedAt: sql`coalesce(${repostTarget.publishedAt}, ${repostTarget.publishAskedAt}, now())`,
      }),
      updatedAt: sql`now()`,
    })
    .where(and(eq(repostTarget.id, targetId), eq(repostTarget.epoch, epoch)))
    .returning({ mediaId: repostTarget.mediaId });
  if (!stored) return false;
  await tx.insert(publishEvent).values({ targetId, epoch, errorCode: null, ...event });
  if (plain.mediaId) await linkStory(tx, { accountId, mediaId: plain.mediaId, storyId });
  const action = plain.state && told[plain.state];
  if (action !== undefined) {
    const detail = { repostId, accountId, errorCode: event.errorCode ?? null };
    await recordAudit(tx, { actor: publisher, action, thingId: storyId, detail });
  }
  if (plain.state === 'published') await settleFlag(tx, { actor: publisher, repostId });
  if (plain.state && isStopped(plain.state)) await raiseStopped(tx, { targetId, state: plain.state });
  await notifyLive(tx, { topic: 'repost', id: storyId });
  return true;
}

/** A check of the account may have found the story before we knew that it is ours. */
async function linkStory(
  tx: Transaction,
  { accountId, mediaId, storyId }: { accountId: string; mediaId: string; storyId: string },
): Promise<void> {
  const linked = await tx
    .update(story)
    .set({ sourceStoryId: storyId })
    .where(and(eq(story.accountId, accountId), eq(story.mediaId, mediaId), ne(story.id, storyId)))
    .returning({ id: story.id });
  for (const { id } of linked) await notifyLive(tx, { topic: 'story', id });
}

/**
 * Stores that Meta is about to be asked to publish; from then on nothing is
 * repeated before somebody has looked. One post of an account at a time: while
 * the fate of one is open, a new story on the account could be either's.
 * @returns `busy`: another post of the account comes first; `lost`: the post is not ours any more
 */
export async function recordAsking(db: Database, post: ClaimedPost): Promise<'ours' | 'busy' | 'lost'> {
  return db.transaction(async (tx) => {
    await holdAccount(tx, post.accountId);
    const open = await tx
      .select({ id: repostTarget.id })
      .from(repostTarget)
      .where(
        and(
          eq(repostTarget.accountId, post.accountId),
          eq(repostTarget.state, 'publishing'),
          eq(repostTarget.step, 'publish_asked'),
          ne(repostTarget.id, post.targetId),
          gt(repostTarget.publishAskedAt, sql`now() - ${lookForMs} * interval '1 millisecond'`),
        ),
      )
      .limit(1);
    if (open.length > 0) return 'busy';
    const event: StepEvent = { step: 'publish_asked', outcome: 'begun' };
    const change: StepChange = { step: 'publish_asked', publishAskedAt: 'now' };
    return (await storeStep(tx, post, change, event)) ? 'ours' : 'lost';
  });
}

async function holdAccount(tx: Transaction, accountId: string): Promise<void> {
  await tx.select({ id: account.id }).from(account).where(eq(account.id, accountId)).for('no key update');
}
