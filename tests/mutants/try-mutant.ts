import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { breaches } from '../simulation/checker.ts';
import type { Copy } from './copy-tree.ts';
import type { Catcher, Mutant } from './mutant.ts';

/** `by`: the first test that failed or the rule that was broken. `broken` runs say nothing: nothing was tested. */
export type Verdict = { result: 'caught' | 'escaped' | 'broken'; by: string };

export const nameOf = (by: Catcher) =>
  'seeds' in by
    ? `simulate ${by.seeds} seeds`
    : by.named === undefined
      ? by.file
      : `${by.file} (${by.named})`;

/** Runs what must catch a mutant, in the copy where it stands. */
export async function tryMutant(copy: Copy, mutant: Mutant): Promise<Verdict> {
  const restore = await copy.mutate(mutant);
  try {
    return await runCatcher(copy.folder, mutant.by);
  } finally {
    await restore();
  }
}

export async function runCatcher(folder: string, by: Catcher): Promise<Verdict> {
  if ('seeds' in by) {
    const { code, output } = await run(folder, ['tests/simulation/main.ts', '--seeds', String(by.seeds)]);
    const last = output.trimEnd().split('\n').at(-1) ?? '';
    if (!last.startsWith('{')) return { result: 'broken', by: output.slice(-400) };
    const sums = JSON.parse(last) as Record<string, number>;
    const broken = breaches.filter((breach) => (sums[breach] ?? 0) > 0);
    if (code === 0 || broken.length === 0) return { result: 'escaped', by: last };
    return { result: 'caught', by: broken.map((breach) => `${breach} ${sums[breach]}`).join(', ') };
  }
  const { code, output } = await run(folder, [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    by.project,
    by.file,
    ...(by.named === undefined ? [] : ['-t', by.named]),
  ]);
  if (code === 0) return { result: 'escaped', by: nameOf(by) };
  const failed = /^\s*FAIL\s+\S+\s+(?:\S+\s+>\s+)?(.+)$/m.exec(output)?.[1];
  if (!/Tests\s+.*\d+ failed/.test(output) || failed === undefined)
    return { result: 'broken', by: output.slice(-400) };
  return { result: 'caught', by: failed };
}

function run(folder: string, words: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, {
      cwd: folder,
      // A run within a run must not take itself for a worker of the outer one.
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NODE_ENV: 'test' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const take = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output: stripVTControlCharacters(output) }));
  });
}
