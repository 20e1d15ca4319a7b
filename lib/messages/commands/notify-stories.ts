import { anyOf } from '#db/any-of.ts';
import type { Queryable } from '#db/client.ts';
import { alert } from '#db/schema.ts';
import { notifyLive } from '../../live/notify.ts';

/** Tells open pages of every story that these messages carry, each once. */
export async function notifyStories(tx: Queryable, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return;
  const rows = await tx
    .selectDistinct({ storyId: alert.storyId })
    .from(alert)
    .where(anyOf(alert.messageId, messageIds));
  for (const { storyId } of rows) await notifyLive(tx, { topic: 'alert', id: storyId });
}
