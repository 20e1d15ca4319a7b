import { aliasedTable, and, eq } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { media, region, repost, story } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { StorywireError } from '../../errors.ts';
import type { EditPage } from '../edit-page.ts';
import { getRepostToEdit } from './get-repost-to-edit.ts';
import { readDesign } from './get-saved-design.ts';
import { listVersions } from './list-versions.ts';

const source = aliasedTable(region, 'source_region');

/**
 * All that the editor of pictures begins with.
 * @throws StorywireError `not_found`, for a video as well; `forbidden`
 */
export async function getEditPage(
  db: Queryable,
  { actor, repostId }: { actor: Actor; repostId: string },
): Promise<EditPage> {
  const { design, designRevision } = await getRepostToEdit(db, { actor, repostId });
  const [row] = await db
    .select({
      region: { id: region.id, name: region.name, language: region.language },
      story: { id: story.id, code: story.code, region: source.name },
      sourceSha256: media.sha256,
    })
    .from(repost)
    .innerJoin(region, eq(region.id, repost.regionId))
    .innerJoin(story, eq(story.id, repost.storyId))
    .innerJoin(source, eq(source.id, story.regionId))
    .leftJoin(media, and(eq(media.storyId, story.id), eq(media.rendition, 'original')))
    .where(and(eq(repost.id, repostId), eq(story.kind, 'image')));
  if (!row) throw new StorywireError('not_found', 'notFound');
  return {
    ...row,
    repostId,
    design: readDesign(design),
    revision: designRevision,
    versions: await listVersions(db, { actor, repostId }),
  };
}
