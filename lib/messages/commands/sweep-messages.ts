import { and, eq, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { attempt, message, number, sender, statusEvent, story, template, webhookInbox } from '#db/schema.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { messageKinds, waitingStates } from '../../words.ts';
import { silentAfterSeconds } from '../templates/time-to-live.ts';
import { applyStatus } from './apply-status.ts';
import { endMessages, skipAlerts } from './end-messages.ts';
import { isDueAgain } from './save-template.ts';
import { notifyStories } from './notify-stories.ts';

const roundSize = 500;

/** Accepted so long ago that Meta has dropped it, were it not delivered: it says nothing of that itself. */
const isPastItsTime = or(
  ...messageKinds
    .filter((kind) => kind !== 'reply')
    .map((kind) =>
      and(
        eq(message.kind, kind),
        sql`${message.acceptedAt} < now() - ${silentAfterSeconds(kind)} * interval '1 second'`,
      ),
    ),
);

/**
 * Ends messages that are of no use any more: planned ones that did not go out
 * in time, accepted ones of which no *delivered* came while they were of use
 * or while Meta tried, and planned ones whose number was removed. The number is locked along with what is planned for it,
 * so that no plan adds to a message that is just ending.
 * @returns how many
 */
export async function endUseless(db: Database): Promise<number> {
  return db.transaction(async (tx) => {
    const useless = lte(message.usefulUntil, sql`now()`);
    const planned = await tx
      .select({ id: message.id, heldReason: message.heldReason })
      .from(message)
      .innerJoin(number, eq(number.id, message.numberId))
      .where(and(inArray(message.state, [...waitingStates]), useless))
      .limit(roundSize)
      .for('no key update', { of: [message, number], skipLocked: true });
    const silent = await tx
      .select({ id: message.id })
      .from(message)
      .where(and(inArray(message.state, ['accepted', 'sent']), or(useless, isPastItsTime)))
      .limit(roundSize)
      .for('no key update', { skipLocked: true });
    const removed = await tx
      .select({ id: message.id })
      .from(message)
      .where(
        and(
          inArray(message.state, [...waitingStates]),
          isNull(message.numberId),
          isNull(message.unknownSenderId),
        ),
      )
      .limit(roundSize)
      .for('no key update', { skipLocked: true });
    const unsaid = await tx
      .select({ id: message.id })
      .from(message)
      .where(and(inArray(message.state, [...waitingStates]), isNotNull(message.unknownSenderId), useless))
      .limit(roundSize)
      .for('no key update', { skipLocked: true });
    const leftOut = planned.filter(({ heldReason }) => heldReason === 'daily_limit').map(({ id }) => id);
    const late = planned.filter(({ heldReason }) => heldReason !== 'daily_limit');
    const ids = [...late, ...silent, ...unsaid].map(({ id }) => id);
    await skipAlerts(tx, leftOut, 'daily_limit');
    await endMessages(tx, ids, 'expired');
    await endMessages(
      tx,
      removed.map(({ id }) => id),
      'expired',
      'number_removed',
    );
    await notifyStories(tx, ids);
    return ids.length + leftOut.length + removed.length;
  });
}

/**
 * Matches statuses again that fitted no attempt when they came; Meta repeats for
 * seven days.
 * @returns how many found theirs
 */
export async function matchOrphans(db: Database): Promise<number> {
  const orphans = await db
    .selectDistinctOn([statusEvent.id], {
      wamid: statusEvent.wamid,
      status: statusEvent.status,
      opaqueId: statusEvent.opaqueId,
      at: statusEvent.providerAt,
      errorCode: statusEvent.errorCode,
      errorDetails: statusEvent.errorDetails,
      billable: statusEvent.billable,
      pricingCategory: statusEvent.pricingCategory,
      pricingType: statusEvent.pricingType,
    })
    .from(statusEvent)
    .innerJoin(attempt, or(eq(attempt.wamid, statusEvent.wamid), eq(attempt.opaqueId, statusEvent.opaqueId)))
    .where(and(isNull(statusEvent.attemptId), sql`${statusEvent.receivedAt} > now() - interval '8 days'`))
    .limit(roundSize);
  for (const { billable, pricingCategory, pricingType, ...orphan } of orphans) {
    await db.transaction(async (tx) => {
      const pricing = { billable, category: pricingCategory, type: pricingType };
      const messageId = await applyStatus(tx, { ...orphan, pricing });
      if (messageId !== undefined) await notifyStories(tx, [messageId]);
    });
  }
  return orphans.length;
}

/**
 * Queues work anew that should have been done and was not: stories without a
 * plan, webhooks not worked through, templates of which no news has come. A
 * minute is far longer than any of it takes; a template that Meta did not take
 * is no better a minute later, and is left alone for ten.
 * @param templateNames ours, as they now are
 * @returns how many of each
 */
export async function requeueMissing(
  db: Database,
  templateNames: readonly string[],
): Promise<{ plans: number; webhooks: number; templates: number }> {
  const unplanned = await db
    .select({ id: story.id })
    .from(story)
    .where(
      sql`${story.alerted} and ${story.postedAt} > now() - interval '1 day' and ${story.foundAt} < now() - interval '60 seconds' and ${story.expiresAt} > now()
        and not exists (select 1 from plan p where p.story_id = ${story.id})`,
    )
    .limit(roundSize);
  const unread = await db
    .select({ id: webhookInbox.id })
    .from(webhookInbox)
    .where(
      sql`${webhookInbox.processedAt} is null and ${webhookInbox.receivedAt} < now() - interval '60 seconds'`,
    )
    .limit(roundSize);
  const unsettled = await db
    .selectDistinct({ senderId: template.senderId })
    .from(template)
    .where(
      and(
        inArray(template.name, [...templateNames]),
        or(
          and(eq(template.state, 'pending'), sql`${template.updatedAt} < now() - interval '60 seconds'`),
          and(eq(template.state, 'missing'), isDueAgain),
        ),
      ),
    );
  for (const { id } of unplanned) await enqueue(db, 'alerts.plan', { storyId: id });
  for (const { id } of unread) await enqueue(db, 'webhooks.process', { inboxId: id });
  for (const { senderId } of unsettled) await enqueue(db, 'templates.sync', { senderId });
  return { plans: unplanned.length, webhooks: unread.length, templates: unsettled.length };
}

/** Forgets why a sender was paused once it no longer is. */
export async function endPauses(db: Database): Promise<void> {
  await db
    .update(sender)
    .set({ pausedUntil: null, pausedReason: null })
    .where(lte(sender.pausedUntil, sql`now()`));
}
