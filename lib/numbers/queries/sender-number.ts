import { asc } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { sender } from '#db/schema.ts';

/** The brand's WhatsApp number as Meta writes it; null while it has not been read. */
export async function findSenderNumber(db: Queryable): Promise<string | null> {
  const [row] = await db
    .select({ displayNumber: sender.displayNumber })
    .from(sender)
    .orderBy(asc(sender.createdAt))
    .limit(1);
  return row?.displayNumber ?? null;
}
