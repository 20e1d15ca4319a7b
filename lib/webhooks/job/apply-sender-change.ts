import type { Transaction } from '#db/client.ts';
import { readPeopleLimit } from '#lib/whatsapp/people-limit.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { noteAccountLimit } from '../../messages/commands/save-sender.ts';
import type { SenderItem } from '../webhook-item.ts';

/**
 * Takes the portfolio's new limit at once, and has everything else about the
 * account's senders read anew: webhooks name quality and pace in words of many
 * ages, and the reading is the same whatever order they come in.
 */
export async function applySenderChange(tx: Transaction, item: SenderItem): Promise<void> {
  const limit = item.field === 'business_capability_update' ? readPeopleLimit(item.limit) : null;
  for (const senderId of await noteAccountLimit(tx, { wabaId: item.wabaId, peoplePerDay: limit })) {
    await enqueue(tx, 'sender.refresh', { senderId });
  }
}
