import { and, eq } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { media } from '#db/schema.ts';
import type { Actor } from '#lib/actor.ts';
import { demand } from '#lib/people/permissions.ts';
import type { Rendition } from '#lib/words.ts';
import type { RenditionRow } from './rendition-row.ts';

/** One file of a story, for whoever may read stories: everyone signed in. */
export async function findRendition(
  db: Queryable,
  { actor, storyId, rendition }: { actor: Actor; storyId: string; rendition: Rendition },
): Promise<RenditionRow | undefined> {
  demand(actor, 'stories.read', null);
  const [row] = await db
    .select({
      rendition: media.rendition,
      storageKey: media.storageKey,
      mimeType: media.mimeType,
      bytes: media.bytes,
      sha256: media.sha256,
      width: media.width,
      height: media.height,
    })
    .from(media)
    .where(and(eq(media.storyId, storyId), eq(media.rendition, rendition)));
  return row;
}
