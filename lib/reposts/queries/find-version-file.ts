import { eq } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { repost, repostVersion } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { getRepostToSee } from './get-repost-to-see.ts';

/** What is needed to hand it out. A still is kept under a name of its own. */
export type VersionFile = {
  storageKey: string;
  mimeType: string;
  bytes: number;
  sha256: string;
  /** NULL: a picture, or a video of which none was chosen. */
  posterKey: string | null;
};

/**
 * The file of a finished edit, for whoever may see its repost. A draft is
 * no story: other regions do not see it before it is posted.
 * @throws StorywireError `forbidden`
 */
export async function findVersionFile(
  db: Queryable,
  { actor, versionId }: { actor: Actor; versionId: string },
): Promise<VersionFile | undefined> {
  const [row] = await db
    .select({
      repostId: repost.id,
      storageKey: repostVersion.storageKey,
      mimeType: repostVersion.mimeType,
      bytes: repostVersion.bytes,
      sha256: repostVersion.sha256,
      posterKey: repostVersion.posterKey,
    })
    .from(repostVersion)
    .innerJoin(repost, eq(repost.id, repostVersion.repostId))
    .where(eq(repostVersion.id, versionId));
  if (!row) return undefined;
  const { repostId, ...file } = row;
  await getRepostToSee(db, { actor, repostId });
  return file;
}
