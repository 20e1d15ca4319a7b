import type { Database } from '#db/client.ts';
import type { Actor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { demand } from '../../people/permissions.ts';
import { listSenders } from '../queries/senders.ts';
import { askAgain } from './save-template.ts';

/**
 * Has Meta asked how our templates stand, and those submitted again that it did
 * not take, without waiting their ten minutes: somebody may have put right what
 * was wrong.
 * @throws StorywireError `forbidden` unless an admin of everything; `conflict` when no sender is connected
 */
export async function askAboutTemplates(db: Database, { actor }: { actor: Actor }): Promise<void> {
  demand(actor, 'accounts.manage', null);
  await db.transaction(async (tx) => {
    const [from] = await listSenders(tx);
    if (!from) throw new StorywireError('conflict', 'noSender');
    await askAgain(tx, from.id);
    await recordAudit(tx, { actor, action: 'template.ask', thingId: from.id });
  });
}
