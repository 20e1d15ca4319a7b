import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Mutant } from './mutant.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** What tests of rules and of the database need; the pages are no part of it. */
const copied = ['lib', 'db', 'components', 'tests', 'package.json', 'tsconfig.json', 'vitest.config.ts'];
/** Large, and of no use here. */
const left = ['tests/screens', 'tests/e2e', 'tests/mutants'];

export type Copy = {
  folder: string;
  /** Puts a mutant in place of the source. @returns how to take it out again */
  mutate: (mutant: Mutant) => Promise<() => Promise<void>>;
  remove: () => Promise<void>;
};

/** A copy of the tree, with the packages linked, in a folder of its own. */
export async function copyTree(): Promise<Copy> {
  const folder = await mkdtemp(join(tmpdir(), 'storywire-mutants-'));
  for (const name of copied)
    await cp(join(root, name), join(folder, name), {
      recursive: true,
      filter: (from) => !left.includes(relative(root, from)),
    });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  return {
    folder,
    mutate: async (mutant) => {
      const path = join(folder, mutant.file);
      const source = await readFile(path, 'utf8');
      await writeFile(path, applyMutant(source, mutant));
      return () => writeFile(path, source);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** @throws when the text is not there exactly once: the source has moved on, and the mutant must follow */
export function applyMutant(source: string, { name, file, find, replace }: Mutant): string {
  const count = source.split(find).length - 1;
  if (count !== 1) throw new Error(`Mutant ${name}: its text stands ${count} times in ${file}, not once.`);
  return source.replace(find, () => replace);
}
