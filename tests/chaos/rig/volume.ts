import { execFile } from 'node:child_process';
import { chmod, mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const filler = '.filler';

/**
 * Gives a folder a small file system of its own.
 * @returns what takes it away again
 * @throws when this user may not mount
 */
export async function mountVolume(folder: string, megabytes: number): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'storywire-chaos', folder]);
  // The folder above is this user's alone, and PostgreSQL runs as another.
  await chmod(folder, 0o755);
  return async () => {
    await run('umount', ['--lazy', folder]);
  };
}

/** Fills a volume to its last block. @returns what frees the space again */
export async function fillVolume(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, filler);
  const piece = Buffer.alloc(4096);
  for (;;) {
    const { bavail, bsize } = await statfs(folder);
    if (bavail <= 0) break;
    try {
      await writeFile(file, Buffer.alloc(Math.max(piece.length, bavail * bsize)), { flag: 'a' });
    } catch (error) {
      // Another took the last of it meanwhile: that is what was wanted.
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
  return () => rm(file, { force: true });
}
