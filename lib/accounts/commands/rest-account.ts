import { eq, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Queryable } from '#db/client.ts';
import { account } from '#db/schema.ts';
import type { Rest } from '../next-check-at.ts';

/** Lets an account rest, whatever it was asked for: Meta counts all calls about it together. */
export async function restAccount(
  db: Queryable,
  { accountId, notBefore, pacedUntil }: { accountId: string } & Rest,
): Promise<void> {
  if (notBefore === null && pacedUntil === null) return;
  const later = (known: AnyPgColumn, asked: Date | null) =>
    sql`greatest(${known}, ${asked?.toISOString() ?? null}::timestamptz)`;
  await db
    .update(account)
    .set({
      notBefore: later(account.notBefore, notBefore),
      pacedUntil: later(account.pacedUntil, pacedUntil),
    })
    .where(eq(account.id, accountId));
}
