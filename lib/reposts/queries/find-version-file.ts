import { eq } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { repost, repostVersion } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { getRepostToSee } from './get-repost-to-see.ts';

/**
 * The file of a finished edit, for whoever may see its repost. A draft is
 * no story: other regions do not see it before it is posted.
 * @throws StorywireError `forbidden`
 */
export async function findVersionFile(
  db: Queryable,
  { actor, versionId }: { actor: Actor; versionId: string },
): Promise<{ storageKey: string; mimeType: string; bytes: number; sha256: string } | undefined> {
  const [row] = await db
    .select({
      repostId: repost.id,
      storageKey: repostVersion.storageKey,
      mimeType: repostVersion.mimeType,
      bytes: repostVersion.bytes,
      sha256: repostVersion.sha256,
    })
    .from(repostVersion)
    .innerJoin(repost, eq(repost.id, repostVersion.repostId))
    .where(eq(repostVersion.id, versionId));
  if (!row) return undefined;
  const { repostId, ...file } = row;
  await getRepostToSee(db, { actor, repostId });
  return file;
}
