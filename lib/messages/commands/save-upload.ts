import { sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { upload } from '#db/schema.ts';

/** Meta keeps an uploaded file for 30 days; a day less leaves no room for doubt. */
const keptFor = sql`now() + interval '29 days'`;

/** Notes that a picture lies with Meta under an id; a newer upload takes the place of an older one. */
export async function saveUpload(
  db: Queryable,
  { mediaId, senderId, waMediaId }: { mediaId: string; senderId: string; waMediaId: string },
): Promise<void> {
  const facts = { waMediaId, uploadedAt: sql`now()`, expiresAt: keptFor };
  await db
    .insert(upload)
    .values({ mediaId, senderId, ...facts })
    .onConflictDoUpdate({ target: [upload.mediaId, upload.senderId], set: facts });
}
