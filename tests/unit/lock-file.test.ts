import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { type Lock, missingPlatforms } from '#tests/support/missing-platforms.ts';

const read = async () => JSON.parse(await readFile('package-lock.json', 'utf8')) as Lock;

test('npm ci finds every platform in the lock file (npm run lock writes them in)', async () => {
  expect(missingPlatforms(await read()).map(({ path }) => path)).toEqual([]);
});

test('a platform that is left out is found, with what npm needs to pass it over', () => {
  const lock: Lock = {
    packages: {
      'node_modules/tool': {
        version: '1.0.0',
        dev: true,
        optionalDependencies: { '@tool/linux-arm64-musl': '1.0.0' },
      },
    },
  };
  expect(missingPlatforms(lock)).toEqual([
    {
      path: 'node_modules/@tool/linux-arm64-musl',
      entry: { version: '1.0.0', cpu: ['arm64'], os: ['linux'], libc: ['musl'], dev: true, optional: true },
    },
  ]);
});

test('no download address stands in the lock file', async () => {
  const text = await readFile('package-lock.json', 'utf8');
  expect(text).not.toContain('"resolved"');
});
