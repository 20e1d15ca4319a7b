import { eq, max } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { repostVersion } from '#db/schema.ts';

/** Versions of a repost are counted from one. The caller holds the repost, so that no other takes the same number. */
export async function nextVersionNumber(tx: Transaction, repostId: string): Promise<number> {
  const [last] = await tx
    .select({ number: max(repostVersion.number) })
    .from(repostVersion)
    .where(eq(repostVersion.repostId, repostId));
  return (last?.number ?? 0) + 1;
}
