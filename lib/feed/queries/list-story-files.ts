import { eq } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { media } from '#db/schema.ts';
import { mediaUrl } from '../../media/media-url.ts';
import { renditions } from '../../words.ts';
import type { StoryFile } from '../feed-story.ts';

/** All files that are stored of a story, the original first. */
export async function listStoryFiles(db: Queryable, storyId: string): Promise<StoryFile[]> {
  const rows = await db
    .select({
      rendition: media.rendition,
      sha256: media.sha256,
      mimeType: media.mimeType,
      bytes: media.bytes,
      width: media.width,
      height: media.height,
    })
    .from(media)
    .where(eq(media.storyId, storyId));
  return rows
    .toSorted((a, b) => renditions.indexOf(a.rendition) - renditions.indexOf(b.rendition))
    .map(({ sha256, ...row }) => ({ ...row, url: mediaUrl(storyId, row.rendition, sha256) }));
}
