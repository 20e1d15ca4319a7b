import { type FileHandle, open, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ByteRange } from '../byte-range.ts';
import { ownIncoming, receiveInto, sweepFolder, unlessMissing } from './incoming-file.ts';
import { checkKey, type MediaStorage, type OpenFile } from './media-storage.ts';

/**
 * The media store on a disk of this machine, or on one that all machines share.
 * @param root its folder
 * @param incomingFolder where files are until they are whole; on the same disk as
 * `root`, since a file is moved into its place by renaming it
 */
export function localStorage(root: string, incomingFolder: string): MediaStorage {
  const locate = (key: string) => path.join(root, ...checkKey(key).split('/'));
  const storage: MediaStorage = {
    receiveFile: () => receiveInto(incomingFolder),
    keepFile: async (key, incoming) => {
      await ownIncoming(incoming).moveTo(locate(key));
      return incoming.stored();
    },
    putFile: async (key, bytes) => {
      const incoming = await storage.receiveFile();
      try {
        await incoming.write(bytes);
        return await storage.keepFile(key, incoming);
      } finally {
        await incoming.discard();
      }
    },
    openFile: (key, range) => openAt(locate(key), range),
    readFile: (key) => unlessMissing(readFile(locate(key))),
    removeFile: (key) => rm(locate(key), { force: true }),
    sweepIncoming: (before) => sweepFolder(incomingFolder, before),
  };
  return storage;
}

async function openAt(place: string, range?: ByteRange): Promise<OpenFile | undefined> {
  const facts = await unlessMissing(stat(place));
  if (!facts) return undefined;
  const end = Math.min(range ? range.end + 1 : facts.size, facts.size);
  const first = Math.min(range?.start ?? 0, end);
  return { bytes: end - first, stream: streamFrom(place, first, end) };
}

const pieceBytes = 64 * 1024;

/** Opens the file at the first read, so that an answer whose body nobody reads (HEAD) holds nothing open. */
function streamFrom(place: string, first: number, end: number): ReadableStream<Uint8Array> {
  let handle: FileHandle | undefined;
  let left = false;
  let at = first;
  const source: UnderlyingDefaultSource<Uint8Array> = {
    pull: async (controller) => {
      handle ??= await open(place, 'r');
      // The reader left while it was being opened.
      if (left) return handle.close();
      const length = Math.min(pieceBytes, end - at);
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at);
      at += bytesRead;
      if (bytesRead > 0) controller.enqueue(buffer.subarray(0, bytesRead));
      if (bytesRead > 0 && at < end) return;
      await handle.close();
      if (at === end) controller.close();
      else controller.error(new Error('The stored file is shorter than it should be.'));
    },
    cancel: () => {
      left = true;
      return handle?.close();
    },
  };
  return new ReadableStream(source, { highWaterMark: 0 });
}
