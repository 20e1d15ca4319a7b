import type { Transaction } from '#db/client.ts';
import { recordTold } from '../insights/commands.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { applyStatus } from '../messages/commands/apply-status.ts';
import { notifyStories } from '../messages/commands/notify-stories.ts';
import { changeTemplate } from '../messages/commands/save-template.ts';
import { movingReason, qualityReason } from '../messages/templates/template-reason.ts';
import { templateState } from '../messages/templates/template-state.ts';
import { withoutNumbers } from '../messages/without-numbers.ts';
import { isTransientFailure } from '../transient-failure.ts';
import { finishWebhook, type PoisonItem } from './commands.ts';
import { applyInbound, type InboundOptions } from './job/apply-inbound.ts';
import { applySenderChange } from './job/apply-sender-change.ts';
import { findWaitingWebhook } from './queries.ts';
import { readWebhook } from './read-webhook.ts';
import type { WebhookItem } from './webhook-item.ts';

/**
 * Works through one webhook. Every item is applied in a transaction of its own:
 * one that cannot be applied is written down and costs the others nothing, and
 * none of them holds rows that another webhook waits for. Safe to repeat from
 * the start, which is what happens when the database goes away half way.
 */
export async function processInbox(
  { db, log, env, now }: JobContext,
  { inboxId }: { inboxId: string },
): Promise<void> {
  const webhook = await findWaitingWebhook(db, inboxId);
  if (!webhook) return;
  const { items, unknown } = readWebhook(webhook.json);
  const poison: PoisonItem[] = unknown.map(({ where, reason }) => ({ item: where, reason }));
  const touched = new Set<string>();
  for (const [index, item] of items.entries()) {
    try {
      const messageId = await db.transaction((tx) =>
        applyItem(tx, item, { publicUrl: env.STORYWIRE_URL, now: now() }),
      );
      if (messageId !== undefined) touched.add(messageId);
    } catch (error) {
      if (isTransientFailure(error)) throw error;
      poison.push({ item: `${item.kind} ${index}`, reason: reasonOf(error) });
    }
    if (item.kind === 'sender')
      log.warn({ field: item.field, event: item.event, errorCode: item.errorCode }, 'sender_changed');
  }
  if (poison.length > 0) log.error({ inboxId, poison }, 'webhook_items_not_applied');
  await db.transaction(async (tx) => {
    await notifyStories(tx, [...touched]);
    await finishWebhook(tx, inboxId, poison);
  });
}

/** @returns the message that is now shown differently, if any */
async function applyItem(
  tx: Transaction,
  item: WebhookItem,
  options: InboundOptions,
): Promise<string | undefined> {
  switch (item.kind) {
    case 'status':
      return applyStatus(tx, item);
    case 'inbound':
      return applyInbound(tx, item, options);
    case 'template':
      await changeTemplate(tx, {
        name: item.name,
        language: item.language,
        state: templateState(item.event),
        reason: item.reason,
      });
      return undefined;
    case 'template_category':
      await changeTemplate(tx, {
        name: item.name,
        language: item.language,
        category: item.category,
        warning: movingReason(item.comingCategory),
      });
      return undefined;
    case 'template_quality':
      await changeTemplate(tx, {
        name: item.name,
        language: item.language,
        warning: qualityReason(item.quality),
      });
      return undefined;
    case 'sender':
      await applySenderChange(tx, item);
      return undefined;
    case 'story_insights':
      await recordTold(tx, { ...item, at: options.now });
      return undefined;
    case 'number_changed':
    case 'ignored':
      // Nothing depends on these yet; the inbox keeps them for 14 days.
      return undefined;
  }
}

/** The innermost error's words: the outer ones repeat what was to be written, numbers included. */
function reasonOf(error: unknown): string {
  let innermost = error;
  while (innermost instanceof Error && innermost.cause instanceof Error) innermost = innermost.cause;
  return innermost instanceof Error ? withoutNumbers(innermost.message) : 'unknown';
}
