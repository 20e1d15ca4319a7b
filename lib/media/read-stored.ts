import type { ReadAt } from './is-whole-mp4.ts';
import type { MediaStorage } from './storage.ts';

/** Reads parts of a stored file; nothing where there is none. */
export function readStored(storage: Pick<MediaStorage, 'openFile'>, key: string): ReadAt {
  return async (offset, length) => {
    if (length === 0) return new Uint8Array();
    const opened = await storage.openFile(key, { start: offset, end: offset + length - 1 });
    return opened ? new Uint8Array(await new Response(opened.stream).arrayBuffer()) : new Uint8Array();
  };
}
