import type { Queryable } from '#db/client.ts';
import { anyOf } from '#db/any-of.ts';
import { media } from '#db/schema.ts';
import { mediaUrl } from '../../media/media-url.ts';
import type { Rendition, StoryKind } from '../../words.ts';
import type { FileUrls } from '../feed-story.ts';

/** Of a story of which nothing was saved, or not yet. */
export const noFiles: FileUrls = { displayUrl: null, videoUrl: null, originalUrl: null };

/** Where the large picture, the video and the original of stories are, by the story's id. */
export async function selectFileUrls(
  db: Queryable,
  stories: readonly { id: string; kind: StoryKind }[],
): Promise<Map<string, FileUrls>> {
  if (stories.length === 0) return new Map();
  const rows = await db
    .select({ storyId: media.storyId, rendition: media.rendition, sha256: media.sha256 })
    .from(media)
    .where(
      anyOf(
        media.storyId,
        stories.map(({ id }) => id),
      ),
    );
  const filesOf = Map.groupBy(rows, ({ storyId }) => storyId);
  return new Map(
    stories.map(({ id, kind }) => {
      const url = (rendition: Rendition) => {
        const found = filesOf.get(id)?.find((each) => each.rendition === rendition);
        return found ? mediaUrl(id, rendition, found.sha256) : null;
      };
      const originalUrl = url('original');
      return [
        id,
        {
          displayUrl: url('display') ?? url('poster'),
          videoUrl: kind === 'video' ? originalUrl : null,
          originalUrl,
        },
      ];
    }),
  );
}
