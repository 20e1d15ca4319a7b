import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { digitId } from '../store/ids.ts';
import type { World } from '../world.ts';
import { cloudError } from './graph-error.ts';

export type Media = {
  id: string;
  mime_type: string;
  bytes: number;
  sha256: string;
  created_at: number;
  deleted_at: number | null;
};

const livesMs = 30 * 24 * 60 * 60 * 1000;
const demoKeepsMs = 2 * 24 * 60 * 60 * 1000;
const megabyte = 1024 * 1024;

/** What the Cloud API takes, and how much of it (Cloud API reference "media"). */
const kinds: { mimes: string[]; mostBytes: number }[] = [
  { mimes: ['image/jpeg', 'image/png'], mostBytes: 5 * megabyte },
  { mimes: ['video/mp4', 'video/3gpp'], mostBytes: 16 * megabyte },
  { mimes: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'], mostBytes: 16 * megabyte },
  { mimes: ['image/webp'], mostBytes: 500 * 1024 },
  { mimes: ['application/pdf', 'text/plain'], mostBytes: 100 * megabyte },
];

/**
 * Checks and stores an uploaded file.
 * @throws GraphError 131053 when size, type or content are not allowed
 */
export async function storeMedia(world: World, bytes: Buffer, mimeType: string): Promise<Media> {
  const refusal = await findRefusal(bytes, mimeType);
  if (refusal) throw cloudError(131_053, 'Media upload error', refusal);
  const media: Media = {
    id: digitId('1', 16),
    mime_type: mimeType,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    created_at: Date.now(),
    deleted_at: null,
  };
  const path = mediaPath(world, media.id);
  writeFileSync(`${path}.part`, bytes);
  renameSync(`${path}.part`, path);
  world.store.run(
    'INSERT INTO media (id, mime_type, bytes, sha256, created_at) VALUES (?, ?, ?, ?, ?)',
    media.id,
    media.mime_type,
    media.bytes,
    media.sha256,
    media.created_at,
  );
  return media;
}

/** Why a file may not be used; undefined when it may. */
export async function findRefusal(bytes: Buffer, mimeType: string): Promise<string | undefined> {
  const kind = kinds.find((candidate) => candidate.mimes.includes(mimeType));
  if (!kind) return `Unsupported media mime type ${mimeType}.`;
  if (bytes.length === 0) return 'The file is empty.';
  if (bytes.length > kind.mostBytes)
    return `The file has ${bytes.length} bytes, the most are ${kind.mostBytes} for ${mimeType}.`;
  if (mimeType === 'image/jpeg' || mimeType === 'image/png' || mimeType === 'image/webp')
    return findImageRefusal(bytes, mimeType);
  if (mimeType === 'video/mp4' && bytes.subarray(4, 8).toString('latin1') !== 'ftyp')
    return 'The file is no MP4 video.';
  if (mimeType === 'application/pdf' && !bytes.subarray(0, 5).equals(Buffer.from('%PDF-')))
    return 'The file is no PDF.';
  return undefined;
}

async function findImageRefusal(bytes: Buffer, mimeType: string): Promise<string | undefined> {
  try {
    const { format, depth, space, channels } = await sharp(bytes).metadata();
    if (`image/${format}` !== mimeType) return `The file is ${format}, not ${mimeType}.`;
    if (mimeType !== 'image/webp' && (depth !== 'uchar' || space === 'cmyk' || (channels ?? 0) < 3))
      return 'Images must be 8-bit, RGB or RGBA.';
    return undefined;
  } catch (error) {
    return `The file cannot be read as an image (${error instanceof Error ? error.message : 'unknown reason'}).`;
  }
}

export function findUsableMedia(world: World, id: string): Media | undefined {
  return world.store.get<Media>(
    'SELECT * FROM media WHERE id = ? AND deleted_at IS NULL AND created_at > ?',
    id,
    Date.now() - livesMs,
  );
}

export function deleteMedia(world: World, id: string): void {
  world.store.run('UPDATE media SET deleted_at = ? WHERE id = ?', Date.now(), id);
}

/** The bytes of a media id. Phones keep showing a picture that was deleted afterwards, so files stay for a month. */
export function readMediaFile(world: World, id: string): { bytes: Buffer; mimeType: string } | undefined {
  const media = world.store.get<Media>('SELECT * FROM media WHERE id = ?', id);
  const path = mediaPath(world, id);
  return media && existsSync(path) ? { bytes: readFileSync(path), mimeType: media.mime_type } : undefined;
}

/** Fetches a header's link, as Meta does, and stores it. Undefined when it cannot be fetched or used. */
export async function fetchLink(world: World, link: string, kind: string): Promise<string | undefined> {
  try {
    const response = await fetch(link, {
      signal: AbortSignal.timeout(5000),
      headers: { 'user-agent': 'facebookexternalhit/1.1' },
    });
    const mimeType = (response.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? '';
    const bytes = Buffer.from(await response.arrayBuffer());
    if (!response.ok || (kind !== 'document' && !mimeType.startsWith(`${kind}/`))) return undefined;
    if ((await findRefusal(bytes, mimeType)) !== undefined) return undefined;
    return (await storeMedia(world, bytes, mimeType)).id;
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** Frees the disk of uploads older than their life; a demo that runs for days keeps the files of two. */
export function dropOldMedia(world: World): void {
  const keepMs = world.settings.demo ? demoKeepsMs : livesMs;
  const old = world.store.all<{ id: string }>(
    'SELECT id FROM media WHERE created_at < ?',
    Date.now() - keepMs,
  );
  for (const { id } of old) rmSync(mediaPath(world, id), { force: true });
  world.store.run('DELETE FROM media WHERE created_at < ?', Date.now() - livesMs);
}

function mediaPath(world: World, id: string): string {
  return join(world.store.folder, 'media', id);
}
