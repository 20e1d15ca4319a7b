import { eq, inArray, or } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { number } from '#db/schema.ts';
import { keyring } from '../../keyring.ts';
import { senderHashes, type SenderIds } from '../sender-hashes.ts';

/** A work number as it is stored. */
export type NumberRecord = typeof number.$inferSelect;

/**
 * The number that something on WhatsApp came from: by the `wa_id` already
 * learned, by the business-scoped user id, or by a dialled number that the
 * `wa_id` may stand for. Undefined: none of ours.
 */
export async function findNumberBySenderIds(
  db: Queryable,
  ids: SenderIds,
): Promise<NumberRecord | undefined> {
  const hashes = senderHashes(keyring(), ids);
  const wanted = [
    ...(hashes.waId === null ? [] : [eq(number.waIdHash, hashes.waId)]),
    ...(hashes.userId === null ? [] : [eq(number.userIdHash, hashes.userId)]),
    ...(hashes.dialled.length === 0 ? [] : [inArray(number.hash, hashes.dialled)]),
  ];
  if (wanted.length === 0) return undefined;
  const rows = await db
    .select()
    .from(number)
    .where(or(...wanted));
  return (
    rows.find((row) => hashes.waId !== null && row.waIdHash === hashes.waId) ??
    rows.find((row) => hashes.userId !== null && row.userIdHash === hashes.userId) ??
    hashes.dialled.flatMap((hash) => rows.filter((row) => row.hash === hash))[0]
  );
}
