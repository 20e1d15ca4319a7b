import path from 'node:path';
import { type Env, env } from '#lib/env.ts';
import { localStorage } from './storage/local-storage.ts';
import type { MediaStorage } from './storage/media-storage.ts';
import type { S3Settings } from './storage/s3-storage.ts';
import { storageWhenUsed } from './storage/storage-when-used.ts';

export type { IncomingFile, MediaStorage } from './storage/media-storage.ts';

/** What decides where the media lie; the S3 settings are all there or none is. */
export type StorageSettings = Pick<Env, 'STORYWIRE_DATA'> &
  Partial<Pick<Env, 'S3_ENDPOINT' | 'S3_REGION' | 'S3_BUCKET' | 'S3_ACCESS_KEY_ID' | 'S3_SECRET_ACCESS_KEY'>>;

/** Each keeps connections open, so there is one for each set of settings. */
const opened = new WeakMap<StorageSettings, MediaStorage>();

/**
 * The media store of this installation: an S3 bucket where one is set, and
 * otherwise the folder `media` of STORYWIRE_DATA. Files on their way in lie on
 * this machine's disk in both cases.
 */
export function mediaStorage(settings: StorageSettings = env()): MediaStorage {
  const known = opened.get(settings);
  if (known) return known;
  const root = path.resolve(settings.STORYWIRE_DATA, 'media');
  const incoming = path.join(root, '.incoming');
  const s3 = s3Settings(settings);
  const storage = s3
    ? storageWhenUsed(async () => (await import('./storage/s3-storage.ts')).s3Storage(s3, incoming))
    : localStorage(root, incoming);
  opened.set(settings, storage);
  return storage;
}

function s3Settings({
  S3_ENDPOINT: endpoint,
  S3_REGION: region,
  S3_BUCKET: bucket,
  S3_ACCESS_KEY_ID: accessKeyId,
  S3_SECRET_ACCESS_KEY: secretAccessKey,
}: StorageSettings): S3Settings | undefined {
  if (!endpoint || !region || !bucket || !accessKeyId || !secretAccessKey) return undefined;
  return { endpoint, region, bucket, accessKeyId, secretAccessKey };
}
