import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, buildIsStale } from '#lib/launch/build.ts';
import { LaunchError } from '#lib/launch/launch-error.ts';

// Builds as npm start does, unless the last build was made from these very sources.
if (await buildIsStale()) {
  const folder = await mkdtemp(join(tmpdir(), 'storywire-build-'));
  const env = Object.fromEntries(
    Object.entries(process.env).filter((each): each is [string, string] => Boolean(each[1])),
  );
  try {
    await build(folder, env);
    console.log('Built.');
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error;
    console.error(await readFile(join(folder, 'build.log'), 'utf8'));
    process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
} else {
  console.log('The last build is of these sources.');
}
