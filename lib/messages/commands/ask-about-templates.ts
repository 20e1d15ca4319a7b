import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { template } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { demand } from '../../people/permissions.ts';
import { listSenders } from '../queries/senders.ts';

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
    await tx
      .update(template)
      .set({ updatedAt: sql`least(${template.updatedAt}, now() - interval '11 minutes')` })
      .where(and(eq(template.senderId, from.id), eq(template.state, 'missing')));
    await enqueue(tx, 'templates.sync', { senderId: from.id });
    await recordAudit(tx, { actor, action: 'template.ask', thingId: from.id });
  });
}
