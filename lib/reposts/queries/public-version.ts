import { eq } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { repostVersion } from '#db/schema.ts';

/** What is needed to hand out a version's file. */
export type VersionFile = { storageKey: string; mimeType: string; bytes: number; sha256: string };

/** The file of a version, for whoever holds an address that was signed for it (lib/reposts/public-file.ts). */
export async function findPublicVersion(
  db: Queryable,
  { versionId }: { versionId: string },
): Promise<VersionFile | undefined> {
  const [row] = await db
    .select({
      storageKey: repostVersion.storageKey,
      mimeType: repostVersion.mimeType,
      bytes: repostVersion.bytes,
      sha256: repostVersion.sha256,
    })
    .from(repostVersion)
    .where(eq(repostVersion.id, versionId));
  return row;
}
