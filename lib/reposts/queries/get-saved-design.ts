import { and, eq } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { repostVersion } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { StorywireError } from '../../errors.ts';
import type { Design } from '../design/design.ts';
import { designInput } from '../design/design-input.ts';
import type { SavedDesign } from '../edit-page.ts';
import { getRepostToEdit } from './get-repost-to-edit.ts';

/**
 * What is saved of an edit, or with `versionId` what that version of it was drawn from.
 * @throws StorywireError `not_found`; `forbidden`
 */
export async function getSavedDesign(
  db: Queryable,
  { actor, repostId, versionId }: { actor: Actor; repostId: string; versionId?: string | undefined },
): Promise<SavedDesign> {
  const { design, designRevision: revision } = await getRepostToEdit(db, { actor, repostId });
  if (versionId === undefined) return { design: readDesign(design), revision };
  const [version] = await db
    .select({ design: repostVersion.design })
    .from(repostVersion)
    .where(and(eq(repostVersion.id, versionId), eq(repostVersion.repostId, repostId)));
  if (!version) throw new StorywireError('not_found', 'notFound');
  return { design: readDesign(version.design), revision };
}

/** What stands in the database was checked when it was saved, perhaps by an earlier release. */
export const readDesign = (stored: unknown): Design | null =>
  stored === null ? null : designInput.parse(stored);
