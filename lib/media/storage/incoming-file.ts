import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { IncomingFile } from './media-storage.ts';

/** A file on its way in, as its store sees it. */
export type OwnIncomingFile = IncomingFile & {
  /** Moves it to where it belongs on this disk, on disk before it returns. It is over afterwards. */
  moveTo: (target: string) => Promise<void>;
  /**
   * Reads it from its start. Nothing may be written meanwhile.
   * @throws when it is over already
   */
  read: () => Readable;
};

/** The incoming files of this process; what did not come from here is not stored. */
const own = new WeakSet<IncomingFile>();

/** @throws when a store is given what none of ours received */
export function ownIncoming(incoming: IncomingFile): OwnIncomingFile {
  if (!own.has(incoming)) throw new Error('Not a file that this store received.');
  return incoming as OwnIncomingFile;
}

/** Begins a file under a name of its own in `folder`, which lies apart from what is stored. */
export async function receiveInto(folder: string): Promise<OwnIncomingFile> {
  await mkdir(folder, { recursive: true });
  const place = path.join(folder, randomUUID());
  const handle = await open(place, 'wx+', 0o640);
  const hash = createHash('sha256');
  let bytes = 0;
  let state: 'open' | 'kept' | 'discarded' = 'open';
  const demandOpen = () => {
    if (state !== 'open') throw new Error(`The incoming file was ${state} already.`);
  };
  const incoming: OwnIncomingFile = {
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
    moveTo: async (target) => {
      demandOpen();
      await mkdir(path.dirname(target), { recursive: true });
      // Bytes, then name, then the folder that holds the name: a power cut leaves a whole file or none.
      await handle.sync();
      await rename(place, target);
      state = 'kept';
      await handle.close();
      await syncFolder(path.dirname(target));
    },
    read: () => {
      demandOpen();
      return createReadStream(place);
    },
  };
  own.add(incoming);
  return incoming;
}

/** Removes what a process that died has left in `folder`. @returns how many */
export async function sweepFolder(folder: string, before: Date): Promise<number> {
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

/** @returns `undefined` where there is no such file or folder */
export async function unlessMissing<Value>(promise: Promise<Value>): Promise<Value | undefined> {
  try {
    return await promise;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
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
