import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { isWholeMp4 } from '#lib/media/is-whole-mp4.ts';
import type { Rig } from './rig.ts';

export type Archives = {
  /** Stories by what became of their media. */
  archived: number;
  pending: number;
  /** Neither archived nor waiting, each with a reason. */
  labelled: Record<string, number>;
  files: number;
  /** Files that are not what their rows say, or not whole pictures and videos; rows without a file, files without a row. */
  corrupt: string[];
};

/** Looks at every archived file with other eyes than the archiver's, and at every file of the store. */
export async function checkArchives({ owner, folder }: Rig): Promise<Archives> {
  const stories = await owner.sql<{ state: string; reason: string | null }[]>`
    select media_state as state, media_reason as reason from story`;
  const rows = await owner.sql<{ key: string; type: string; bytes: number; sha256: string }[]>`
    select m.storage_key as key, m.mime_type as type, m.bytes, m.sha256
    from media m join story s on s.id = m.story_id where s.media_state = 'archived'`;
  const corrupt: string[] = [];
  for (const row of rows) {
    const trouble = await troubleOf(join(folder, 'media', row.key), row);
    if (trouble !== undefined) corrupt.push(`${row.key}: ${trouble}`);
  }
  const known = new Set(rows.map(({ key }) => key));
  const lying = await listFiles(join(folder, 'media', 'stories'));
  // A worker may be at it: what is stored and not yet recorded belongs to a story that waits.
  const pending = stories.filter(({ state }) => state === 'pending').length;
  if (pending === 0)
    corrupt.push(
      ...lying
        .map((name) => `stories/${name}`)
        .filter((key) => !known.has(key))
        .map((key) => `${key}: a file without a row`),
    );
  const nameless = stories.filter(({ state, reason }) => !['archived', 'pending'].includes(state) && !reason);
  corrupt.push(...nameless.map(({ state }) => `a story is ${state} without a reason`));
  const labelled: Record<string, number> = {};
  for (const { reason } of stories) if (reason !== null) labelled[reason] = (labelled[reason] ?? 0) + 1;
  const archived = stories.filter(({ state }) => state === 'archived').length;
  return { archived, pending, labelled, files: rows.length, corrupt };
}

async function troubleOf(
  file: string,
  row: { type: string; bytes: number; sha256: string },
): Promise<string | undefined> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(file)) {
      hash.update(chunk as Buffer);
      bytes += (chunk as Buffer).length;
    }
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
  if (bytes !== row.bytes) return `${bytes} bytes instead of ${row.bytes}`;
  if (hash.digest('hex') !== row.sha256) return 'another SHA-256';
  return (await isWhole(file, row.type, bytes)) ? undefined : 'not whole';
}

async function isWhole(file: string, type: string, bytes: number): Promise<boolean> {
  if (type !== 'video/mp4')
    return await sharp(file, { failOn: 'truncated' })
      .stats()
      .then(
        () => true,
        () => false,
      );
  const handle = await open(file, 'r');
  try {
    return await isWholeMp4(async (offset, length) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    }, bytes);
  } finally {
    await handle.close();
  }
}

/** Files below a folder, named from it; none where there is no such folder. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  return entries
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name).slice(folder.length + 1));
}
