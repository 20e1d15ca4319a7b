import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { ByteRange } from '../byte-range.ts';
import { type OwnIncomingFile, ownIncoming, receiveInto, sweepFolder } from './incoming-file.ts';
import { checkKey, type MediaStorage, type StoredFile } from './media-storage.ts';

export type S3Settings = {
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
};

type Place = { client: S3Client; bucket: string };

/** What goes wrong is thrown, and logged by whoever asked; the client would write it to the console as well. */
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

const connectMs = 5_000;
/** A socket on which nothing moves for so long is dead. */
const stalledMs = 30_000;
/** Putting the same bytes under the same key again changes nothing, so trouble may be tried away. */
const mostTries = 3;

/**
 * The media store in an S3 bucket, AWS's or any that speaks the same. A file is
 * received on this machine's disk, where it can be looked into before it counts,
 * and then streamed there by a single PUT, which S3 makes visible whole or not
 * at all (a PUT may have 5 GB; ours are below 0.2). So no unfinished upload can
 * stay in the bucket, and there is none to sweep away.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
 * @param incomingFolder where files are until they are whole
 */
export function s3Storage(settings: S3Settings, incomingFolder: string): MediaStorage {
  const { endpoint, region, bucket, accessKeyId, secretAccessKey } = settings;
  const client = new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    // Names of buckets in the host need wildcard certificates, which few servers but AWS's have.
    forcePathStyle: true,
    // Checksums in trailers, the default, are refused by older servers; ours is said in a plain header.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    logger: silent,
    requestHandler: { connectionTimeout: connectMs, socketTimeout: stalledMs },
  });
  const place = { client, bucket };
  const storage: MediaStorage = {
    receiveFile: () => receiveInto(incomingFolder),
    keepFile: async (key, incoming) => {
      const file = ownIncoming(incoming);
      await upload(place, checkKey(key), file);
      await file.discard();
      return file.stored();
    },
    putFile: async (key, bytes) => {
      checkKey(key);
      const incoming = await storage.receiveFile();
      try {
        await incoming.write(bytes);
        return await storage.keepFile(key, incoming);
      } finally {
        await incoming.discard();
      }
    },
    openFile: async (key, range) => {
      const facts = await measure(place, checkKey(key));
      if (!facts) return undefined;
      const last = facts.bytes - 1;
      const part = { start: range?.start ?? 0, end: Math.min(range?.end ?? last, last) };
      const bytes = Math.max(0, part.end - part.start + 1);
      return { bytes, stream: streamFrom(place, { key, etag: facts.etag, part, bytes }) };
    },
    readFile: async (key) => {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: checkKey(key) }));
        return Body && Buffer.from(await Body.transformToByteArray());
      } catch (error) {
        return missing(error);
      }
    },
    removeFile: async (key) => {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: checkKey(key) }));
    },
    sweepIncoming: (before) => sweepFolder(incomingFolder, before),
  };
  return storage;
}

/** @returns `undefined` when the error says that there is no such file @throws every other error */
function missing(error: unknown): undefined {
  if (error instanceof S3ServiceException && ['NoSuchKey', 'NotFound'].includes(error.name)) return undefined;
  throw error;
}

async function measure(
  { client, bucket }: Place,
  key: string,
): Promise<{ bytes: number; etag: string | undefined } | undefined> {
  try {
    const { ContentLength, ETag } = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return { bytes: ContentLength ?? 0, etag: ETag };
  } catch (error) {
    return missing(error);
  }
}

async function upload(place: Place, key: string, file: OwnIncomingFile): Promise<void> {
  const stored = file.stored();
  for (let attempt = 1; ; attempt += 1) {
    try {
      await uploadOnce(place, key, file, stored);
      return;
    } catch (error) {
      if (attempt === mostTries || isFinal(error)) throw error;
    }
  }
}

/** 4xx other than *slow down* and *try later*: the same request would be answered the same. */
function isFinal(error: unknown): boolean {
  const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
  return status !== undefined && status >= 400 && status < 500 && ![408, 425, 429].includes(status);
}

async function uploadOnce(
  { client, bucket }: Place,
  key: string,
  file: OwnIncomingFile,
  { bytes, sha256 }: StoredFile,
): Promise<void> {
  const checksum = Buffer.from(sha256, 'hex').toString('base64');
  const body = file.read();
  // An error that nobody listens for would end the process; and without its body the request would never end.
  const unread = new AbortController();
  body.on('error', (error) => unread.abort(error));
  try {
    const { ChecksumSHA256: confirmed } = await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: body,
        ContentLength: bytes,
        ChecksumSHA256: checksum,
      }),
      { abortSignal: unread.signal },
    );
    if (confirmed === checksum) return;
  } catch (error) {
    throw body.errored ?? error;
  } finally {
    body.destroy();
  }
  // This server knows nothing of checksums, so what it has is read back.
  const kept = await hashOf({ client, bucket }, key);
  if (kept.bytes === bytes && kept.sha256 === sha256) return;
  await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  throw new Error(`The store has other bytes than it was given (${kept.bytes} of ${bytes}).`);
}

async function hashOf({ client, bucket }: Place, key: string): Promise<StoredFile> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of Body as Readable) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).byteLength;
  }
  return { bytes, sha256: hash.digest('hex') };
}

type Part = { key: string; etag: string | undefined; part: ByteRange; bytes: number };

/** Asks for the bytes at the first read, so that an answer whose body nobody reads (HEAD) holds nothing open. */
function streamFrom(place: Place, { key, etag, part, bytes }: Part): ReadableStream<Uint8Array> {
  let body: Readable | undefined;
  let chunks: AsyncIterator<Buffer> | undefined;
  let left = bytes;
  let cancelled = false;
  const begin = async () => {
    const answer = await place.client.send(
      new GetObjectCommand({ Bucket: place.bucket, Key: key, Range: `bytes=${part.start}-${part.end}` }),
    );
    body = answer.Body as Readable;
    // The reader left while the bytes were being asked for.
    if (cancelled) body.destroy();
    // Compared here, since not every server heeds If-Match: the length that was told is that of this version.
    if (answer.ETag !== etag) {
      body.destroy();
      throw new Error('The stored file was replaced while it was being read.');
    }
    return body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  };
  const source: UnderlyingDefaultSource<Uint8Array> = {
    pull: async (controller) => {
      if (bytes <= 0) return controller.close();
      chunks ??= await begin();
      const { done, value } = await chunks.next();
      if (done !== true) {
        left -= value.byteLength;
        controller.enqueue(new Uint8Array(value));
        return;
      }
      if (left === 0) controller.close();
      else controller.error(new Error('The store sent fewer bytes than it should.'));
    },
    cancel: () => {
      cancelled = true;
      body?.destroy();
    },
  };
  return new ReadableStream(source, { highWaterMark: 0 });
}
