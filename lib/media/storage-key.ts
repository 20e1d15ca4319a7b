import type { Rendition } from '#lib/words.ts';

/**
 * Where a rendition lies in the media store. The names are ours: nothing that
 * Meta or a person sent becomes part of a path. The hash is in it so that other bytes
 * have another place: whoever writes late, and on whatever store, replaces nothing.
 * @param postedAt of the story; its month in UTC makes folders of a handy size
 * @param sha256 of the file's bytes, hex
 */
export function storageKey(
  story: { id: string; postedAt: Date },
  { rendition, sha256, extension }: { rendition: Rendition; sha256: string; extension: string },
): string {
  const [year, month] = story.postedAt.toISOString().split('-');
  return `stories/${year}/${month}/${story.id}/${rendition}-${sha256}.${extension}`;
}
