import type { Rendition } from '#lib/words.ts';

/**
 * Where a rendition lies in the media store. The names are ours: nothing that
 * Meta or a person sent becomes part of a path.
 * @param postedAt of the story; its month in UTC makes folders of a handy size
 */
export function storageKey(
  story: { id: string; postedAt: Date },
  rendition: Rendition,
  extension: string,
): string {
  const [year, month] = story.postedAt.toISOString().split('-');
  return `stories/${year}/${month}/${story.id}/${rendition}.${extension}`;
}
