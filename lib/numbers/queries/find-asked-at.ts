import { and, eq, inArray, max } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { optIn } from '#db/schema.ts';

/** When the phone itself last asked to hear, by WhatsApp's clock; null: never. What others attested is not its word. */
export async function findAskedAt(db: Queryable, numberId: string): Promise<Date | null> {
  const [row] = await db
    .select({ at: max(optIn.at) })
    .from(optIn)
    .where(
      and(eq(optIn.numberId, numberId), inArray(optIn.kind, ['join_code', 'region_code', 'start_word'])),
    );
  return row?.at ?? null;
}
