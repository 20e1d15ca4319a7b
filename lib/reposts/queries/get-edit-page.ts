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
const poster = aliasedTable(media, 'poster');

/**
 * All that the editor begins with.
 * @throws StorywireError `not_found`; `forbidden`
 */
export async function getEditPage(
  db: Queryable,
  { actor, repostId }: { actor: Actor; repostId: string },
): Promise<EditPage> {
  const { design, designRevision } = await getRepostToEdit(db, { actor, repostId });
  const [row] = await db
    .select({
      region: { id: region.id, name: region.name, language: region.language },
      story: { id: story.id, code: story.code, region: source.name, kind: story.kind },
      sourceSha256: media.sha256,
      posterSha256: poster.sha256,
    })
    .from(repost)
    .innerJoin(region, eq(region.id, repost.regionId))
    .innerJoin(story, eq(story.id, repost.storyId))
    .innerJoin(source, eq(source.id, story.regionId))
    .leftJoin(media, and(eq(media.storyId, story.id), eq(media.rendition, 'original')))
    .leftJoin(poster, and(eq(poster.storyId, story.id), eq(poster.rendition, 'poster')))
    .where(eq(repost.id, repostId));
  if (!row) throw new StorywireError('not_found', 'notFound');
  return {
    ...row,
    repostId,
    design: readDesign(design),
    revision: designRevision,
    versions: await listVersions(db, { actor, repostId }),
  };
}
