import type { Queryable } from '#db/client.ts';
import type { Actor } from '../../actor.ts';
import type { Design } from '../design/design.ts';
import { designInput } from '../design/design-input.ts';
import type { SavedDesign } from '../edit-page.ts';
import { getRepostToEdit } from './get-repost-to-edit.ts';

/** What is saved of an edit. @throws StorywireError `not_found`; `forbidden` */
export async function getSavedDesign(
  db: Queryable,
  { actor, repostId }: { actor: Actor; repostId: string },
): Promise<SavedDesign> {
  const row = await getRepostToEdit(db, { actor, repostId });
  return { design: readDesign(row.design), revision: row.designRevision };
}

/** What stands in the database was checked when it was saved, perhaps by an earlier release. */
export const readDesign = (stored: unknown): Design | null =>
  stored === null ? null : designInput.parse(stored);
