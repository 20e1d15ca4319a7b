import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { account } from '#db/schema.ts';

/** Lets an account rest, whatever it was asked for: Meta counts all calls about it together. */
export async function restAccount(
  db: Queryable,
  { accountId, until }: { accountId: string; until: Date },
): Promise<void> {
  await db
    .update(account)
    .set({ notBefore: sql`greatest(${account.notBefore}, ${until.toISOString()}::timestamptz)` })
    .where(eq(account.id, accountId));
}
