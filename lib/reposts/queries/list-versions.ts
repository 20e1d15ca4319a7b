import { desc, eq, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { repostVersion } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import type { VersionRow } from '../edit-page.ts';
import { getRepostToEdit } from './get-repost-to-edit.ts';

/** The finished edits of a repost, the newest first. @throws StorywireError `not_found`; `forbidden` */
export async function listVersions(
  db: Queryable,
  { actor, repostId }: { actor: Actor; repostId: string },
): Promise<VersionRow[]> {
  await getRepostToEdit(db, { actor, repostId });
  return db
    .select({
      id: repostVersion.id,
      number: repostVersion.number,
      kind: repostVersion.kind,
      edited: sql<boolean>`${repostVersion.design} is not null`,
    })
    .from(repostVersion)
    .where(eq(repostVersion.repostId, repostId))
    .orderBy(desc(repostVersion.number));
}
