import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { unknownSender } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { demand } from '../../people/permissions.ts';

/**
 * Takes somebody who wrote and is not known off the admins' list, for good.
 * Dismissed twice, it is written down once.
 * @throws StorywireError `forbidden`
 */
export async function dismissUnknownSender(
  db: Database,
  { actor, unknownId }: { actor: Actor; unknownId: string },
): Promise<void> {
  demand(actor, 'numbers.manage', null);
  await db.transaction(async (tx) => {
    const rows = await tx
      .update(unknownSender)
      .set({ dismissedAt: sql`now()` })
      .where(and(eq(unknownSender.id, unknownId), isNull(unknownSender.dismissedAt)))
      .returning({ shortened: unknownSender.shortened });
    const [row] = rows;
    if (!row) return;
    const detail = row.shortened === null ? {} : { shortened: row.shortened };
    await recordAudit(tx, { actor, action: 'unknown_sender.dismiss', detail });
  });
}
