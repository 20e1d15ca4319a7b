import { eq } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { repostVersion } from '#db/schema.ts';
import type { VersionFile } from './find-version-file.ts';

/** The file of a version, for whoever holds an address that was signed for it (lib/reposts/public-file.ts). */
export async function findPublicVersion(
  db: Queryable,
  { versionId }: { versionId: string },
): Promise<Omit<VersionFile, 'posterKey'> | undefined> {
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
