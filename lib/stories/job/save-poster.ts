import type { RenditionRow } from '#lib/media/rendition-row.ts';
import { fetchLinked, type Limits, type Work } from './fetch-linked.ts';
import { ofPicture, readPicture, storePictures } from './save-pictures.ts';

export type Poster =
  | { kind: 'saved'; rows: RenditionRow[] }
  /** Meta has none for the video, or none that we take. */
  | { kind: 'none'; trouble: string }
  /** Worth another try while the story lives. */
  | { kind: 'later'; trouble: string };

const ofThumbnail: Limits = { ...ofPicture, timeoutMs: 20_000 };

/**
 * Makes a video's pictures from Meta's thumbnail.
 * @throws StoreFailed
 */
export async function savePoster(work: Work): Promise<Poster> {
  const fetched = await fetchLinked(work, 'thumbnailUrl', ofThumbnail);
  switch (fetched.kind) {
    case 'file':
      break;
    case 'again':
      return { kind: 'later', trouble: fetched.trouble };
    case 'refused':
    case 'gone':
      return { kind: 'later', trouble: fetched.kind };
    case 'none':
    case 'forbidden':
    case 'too_large':
      return { kind: 'none', trouble: fetched.kind };
  }
  try {
    const picture = await readPicture(fetched.incoming, 'video');
    if (!picture) return { kind: 'later', trouble: 'not_decodable' };
    return { kind: 'saved', rows: await storePictures(work, picture.pictures) };
  } finally {
    await fetched.incoming.discard();
  }
}
