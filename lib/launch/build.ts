import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { open, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LaunchError } from './launch-error.ts';

/** What the build is made from. */
const sources = [
  'app',
  'components',
  'lib',
  'db',
  'public',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.js',
  'postcss.config.mjs',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
];
const marker = join('.next', 'storywire-sources');

/** Whether the last build was made from other sources than those that lie here now. */
export async function buildIsStale(): Promise<boolean> {
  const built = await readFile(marker, 'utf8').catch(() => undefined);
  const whole = await readFile(join('.next', 'BUILD_ID'), 'utf8').catch(() => undefined);
  return whole === undefined || built !== (await hashSources());
}

/**
 * Builds for production.
 * @throws LaunchError with the place of the log
 */
export async function build(logFolder: string, env: Record<string, string>): Promise<void> {
  const hash = await hashSources();
  const file = join(logFolder, 'build.log');
  const log = await open(file, 'w', 0o600);
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
      env: { ...env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', log.fd, log.fd],
    });
    child.once('error', reject);
    child.once('exit', resolve);
  });
  await log.close();
  if (code !== 0)
    throw new LaunchError(
      `The build failed; ${file} says where. Run npm ci again if files of node_modules are missing.`,
    );
  await writeFile(marker, hash);
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of await listFiles(source)) {
      hash
        .update(`${file}\0`)
        .update(await readFile(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

async function listFiles(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOTDIR') return undefined;
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  if (entries === undefined) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
