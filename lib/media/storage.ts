import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { env } from '#lib/env.ts';
import type { ByteRange } from './byte-range.ts';

/** What was stored: its length and the SHA-256 of what was written, hex. */
type StoredFile = { bytes: number; sha256: string };

/**
 * A file on its way in. It lies apart from the store and counts for nothing
 * until {@link MediaStorage.keepFile} puts it in its place.
 */
export type IncomingFile = {
  write: (chunk: Uint8Array) => Promise<void>;
  /** What was written so far. */
  stored: () => StoredFile;
  readAt: (offset: number, length: number) => Promise<Uint8Array>;
  /** Removes it, unless it was kept; safe to call twice. */
  discard: () => Promise<void>;
};

/** A stored file to be read. The stream closes the file at its end or when it is cancelled. */
type OpenFile = { stream: ReadableStream<Uint8Array>; bytes: number };

/** The media store: keys in, bytes out. Small, so that an S3 bucket can stand behind it as well. */
export type MediaStorage = {
  putFile: (key: string, bytes: Uint8Array) => Promise<StoredFile>;
  receiveFile: () => Promise<IncomingFile>;
  /** Makes an incoming file the one under `key`, whole or not at all, on disk before it returns. */
  keepFile: (key: string, incoming: IncomingFile) => Promise<StoredFile>;
  /** `undefined` when there is no such file. */
  openFile: (key: string, range?: ByteRange) => Promise<OpenFile | undefined>;
  /** The whole file, for what is known to be small. `undefined` when there is none. */
  readFile: (key: string) => Promise<Buffer | undefined>;
  /** Deletes a file; one that is not there is deleted already. */
  removeFile: (key: string) => Promise<void>;
  /** Removes incoming files that a process left behind when it died. */
  sweepIncoming: (before: Date) => Promise<number>;
};

const incomingFolder = '.incoming';
const keyShape = /^[a-z0-9][\w-]*(\/[\w-]+)*\.[a-z0-9]+$/i;

/** The media store of this installation: the folder `media` of STORYWIRE_DATA. */
export function mediaStorage(dataFolder: string = env().STORYWIRE_DATA): MediaStorage {
  const root = path.resolve(dataFolder, 'media');
  const locate = (key: string) => {
    if (!keyShape.test(key)) throw new Error(`Not a storage key: ${key}`);
    return path.join(root, ...key.split('/'));
  };
  const storage: MediaStorage = {
    receiveFile: () => receive(path.join(root, incomingFolder)),
    keepFile: async (key, incoming) => {
      const file = kept.get(incoming);
      if (!file) throw new Error('Not a file that this store received.');
      await file.moveTo(locate(key));
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
    sweepIncoming: (before) => sweep(path.join(root, incomingFolder), before),
  };
  return storage;
}

/** How to move each incoming file; kept apart from what callers see. */
const kept = new WeakMap<IncomingFile, { moveTo: (place: string) => Promise<void> }>();

async function receive(folder: string): Promise<IncomingFile> {
  await mkdir(folder, { recursive: true });
  const place = path.join(folder, randomUUID());
  const handle = await open(place, 'wx+', 0o640);
  const hash = createHash('sha256');
  let bytes = 0;
  let state: 'open' | 'kept' | 'discarded' = 'open';
  const incoming: IncomingFile = {
    write: async (chunk) => {
      await writeAll(handle, chunk, bytes);
      hash.update(chunk);
      bytes += chunk.byteLength;
    },
    stored: () => ({ bytes, sha256: hash.copy().digest('hex') }),
    readAt: async (offset, length) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    },
    discard: async () => {
      if (state !== 'open') return;
      state = 'discarded';
      await handle.close();
      await rm(place, { force: true });
    },
  };
  kept.set(incoming, {
    moveTo: async (target) => {
      if (state !== 'open') throw new Error(`The incoming file was ${state} already.`);
      await mkdir(path.dirname(target), { recursive: true });
      // Bytes, then name, then the folder that holds the name: a power cut leaves a whole file or none.
      await handle.sync();
      await rename(place, target);
      state = 'kept';
      await handle.close();
      await syncFolder(path.dirname(target));
    },
  });
  return incoming;
}

async function writeAll(handle: FileHandle, chunk: Uint8Array, position: number): Promise<void> {
  let done = 0;
  while (done < chunk.byteLength) {
    const { bytesWritten } = await handle.write(chunk, done, chunk.byteLength - done, position + done);
    done += bytesWritten;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function openAt(place: string, range?: ByteRange): Promise<OpenFile | undefined> {
  const facts = await unlessMissing(stat(place));
  if (!facts) return undefined;
  const first = range?.start ?? 0;
  const end = range ? range.end + 1 : facts.size;
  return { bytes: end - first, stream: streamFrom(place, first, end) };
}

const pieceBytes = 64 * 1024;

/** Opens the file at the first read, so that an answer whose body nobody reads (HEAD) holds nothing open. */
function streamFrom(place: string, first: number, end: number): ReadableStream<Uint8Array> {
  let handle: FileHandle | undefined;
  let at = first;
  const source: UnderlyingDefaultSource<Uint8Array> = {
    pull: async (controller) => {
      handle ??= await open(place, 'r');
      const length = Math.min(pieceBytes, end - at);
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at);
      at += bytesRead;
      if (bytesRead > 0) controller.enqueue(buffer.subarray(0, bytesRead));
      if (bytesRead > 0 && at < end) return;
      await handle.close();
      if (at === end) controller.close();
      else controller.error(new Error('The stored file is shorter than it should be.'));
    },
    cancel: () => handle?.close(),
  };
  return new ReadableStream(source, { highWaterMark: 0 });
}

async function sweep(folder: string, before: Date): Promise<number> {
  let removed = 0;
  for (const name of (await unlessMissing(readdir(folder))) ?? []) {
    const place = path.join(folder, name);
    const facts = await unlessMissing(stat(place));
    if (!facts || facts.mtime >= before) continue;
    await rm(place, { force: true });
    removed += 1;
  }
  return removed;
}

async function unlessMissing<Value>(promise: Promise<Value>): Promise<Value | undefined> {
  try {
    return await promise;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
