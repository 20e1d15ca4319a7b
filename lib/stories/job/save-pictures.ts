import { createHash } from 'node:crypto';
import { pictureType } from '#lib/media/file-type.ts';
import type { RenditionRow } from '#lib/media/rendition-row.ts';
import {
  NotDecodable,
  pictureRenditions,
  type RenderedPicture,
  renderPictures,
} from '#lib/media/renditions.ts';
import { storageKey } from '#lib/media/storage-key.ts';
import type { IncomingFile } from '#lib/media/storage.ts';
import type { Limits, Work } from './fetch-linked.ts';
import { inStore } from './trouble.ts';

/** Pictures are held in memory while they are decoded; Instagram takes 8 MB. */
export const ofPicture: Limits = { maxBytes: 30 * 1024 * 1024 };

/** @returns the renditions of a picture that was downloaded, or `undefined` when it is none */
export async function readPicture(incoming: IncomingFile, kind: 'image' | 'video') {
  const bytes = Buffer.from(await incoming.readAt(0, incoming.stored().bytes));
  const type = pictureType(bytes);
  if (!type) return undefined;
  try {
    return { type, ...(await renderPictures(bytes, pictureRenditions[kind])) };
  } catch (error) {
    if (error instanceof NotDecodable) return undefined;
    throw error;
  }
}

export async function storePictures(
  { storage, story, written }: Work,
  pictures: readonly RenderedPicture[],
): Promise<RenditionRow[]> {
  const rows: RenditionRow[] = [];
  for (const { rendition, bytes, mimeType, extension, width, height } of pictures) {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const key = storageKey(story, { rendition, sha256, extension });
    written.push({ rendition, storageKey: key });
    rows.push({
      rendition,
      storageKey: key,
      mimeType,
      width,
      height,
      ...(await inStore(storage.putFile(key, bytes))),
    });
  }
  return rows;
}
