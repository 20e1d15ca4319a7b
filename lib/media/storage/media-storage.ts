import type { ByteRange } from '../byte-range.ts';

/** What was stored: its length and the SHA-256 of what was written, hex. */
export type StoredFile = { bytes: number; sha256: string };

/**
 * A file on its way in. It lies on this machine's disk, apart from the store,
 * and counts for nothing until {@link MediaStorage.keepFile} puts it in its place.
 */
export type IncomingFile = {
  write: (chunk: Uint8Array) => Promise<void>;
  /** What was written so far. */
  stored: () => StoredFile;
  readAt: (offset: number, length: number) => Promise<Uint8Array>;
  /** Removes it, unless it was kept; safe to call twice. */
  discard: () => Promise<void>;
};

/** A stored file to be read. The stream lets the file go at its end or when it is cancelled. */
export type OpenFile = { stream: ReadableStream<Uint8Array>; bytes: number };

/** The media store: keys in, bytes out, whether a disk or an S3 bucket stands behind it. */
export type MediaStorage = {
  putFile: (key: string, bytes: Uint8Array) => Promise<StoredFile>;
  receiveFile: () => Promise<IncomingFile>;
  /**
   * Makes an incoming file the one under `key`, whole or not at all, and lasting
   * before it returns. Once kept it is over; when this throws it may be tried again.
   */
  keepFile: (key: string, incoming: IncomingFile) => Promise<StoredFile>;
  /**
   * `undefined` when there is no such file.
   * @param range may go beyond the file's end, where it has fewer bytes
   */
  openFile: (key: string, range?: ByteRange) => Promise<OpenFile | undefined>;
  /** The whole file, for what is known to be small. `undefined` when there is none. */
  readFile: (key: string) => Promise<Buffer | undefined>;
  /** Deletes a file; one that is not there is deleted already. */
  removeFile: (key: string) => Promise<void>;
  /** Removes incoming files that a process of this machine left behind when it died. */
  sweepIncoming: (before: Date) => Promise<number>;
};

const keyShape = /^[a-z0-9][\w-]*(\/[\w-]+)*\.[a-z0-9]+$/i;

/** @throws for a key that could lead anywhere but into the store */
export function checkKey(key: string): string {
  if (!keyShape.test(key)) throw new Error(`Not a storage key: ${key}`);
  return key;
}
