import { readFile, writeFile } from 'node:fs/promises';
import { missingPlatforms, type Lock } from './missing-platforms.ts';

/**
 * `npm run lock`, after every change of dependencies. npm leaves a platform's
 * package out of the lock file when the registry at hand does not have it,
 * and `npm ci` then refuses everywhere. This writes them in, so that each
 * platform's npm finds what to look for.
 */
const file = 'package-lock.json';
const lock = JSON.parse(await readFile(file, 'utf8')) as Lock;
const missing = missingPlatforms(lock);
for (const { path, entry } of missing) lock.packages[path] = entry;
const sorted = Object.fromEntries(
  Object.entries(lock.packages).toSorted(([a], [b]) => a.localeCompare(b, 'en')),
);
await writeFile(file, `${JSON.stringify({ ...lock, packages: sorted }, undefined, 2)}\n`);
console.log(`${missing.length} platform packages were written into ${file}.`);
