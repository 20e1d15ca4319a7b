import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { token } from '#db/schema.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';

/** Has Meta asked about a token as soon as may be, and notes that somebody waits for it. */
export async function queueTokenCheck(tx: Transaction, tokenId: string): Promise<void> {
  await tx
    .update(token)
    .set({ checkAskedAt: sql`now()` })
    .where(eq(token.id, tokenId));
  await enqueue(tx, 'accounts.check_token', { tokenId });
}
