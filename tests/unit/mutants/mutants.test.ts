import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { archivingMutants } from '#tests/mutants/archiving.ts';
import { applyMutant, type Copy, copyTree, root } from '#tests/mutants/copy-tree.ts';
import { connectingMutants } from '#tests/mutants/connecting.ts';
import { hearingMutants } from '#tests/mutants/hearing.ts';
import { liveMutants } from '#tests/mutants/live.ts';
import { sendingMutants } from '#tests/mutants/sending.ts';
import { storyMutants } from '#tests/mutants/stories.ts';
import { tryMutant } from '#tests/mutants/try-mutant.ts';

const mutants = [
  ...sendingMutants,
  ...hearingMutants,
  ...liveMutants,
  ...storyMutants,
  ...connectingMutants,
  ...archivingMutants,
];
let copy: Copy;
beforeAll(async () => {
  copy = await copyTree();
});
afterAll(() => copy.remove());

test.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
  'the mutant %s still fits the source, and changes it',
  async (_, mutant) => {
    const source = await readFile(join(root, mutant.file), 'utf8');
    expect(applyMutant(source, mutant)).not.toBe(source);
    if ('file' in mutant.by) expect(await readFile(join(root, mutant.by.file), 'utf8')).toContain('test');
  },
);

test('a mutant whose text is gone is refused', () => {
  const [mutant] = mutants;
  expect(() => applyMutant('something else', mutant!)).toThrow(/0 times/);
});

test.each(['gate', 'monotonic-merge', 'quiet-at-claim'])(
  'the simulation catches %s',
  async (name) => {
    const mutant = mutants.find((each) => each.name === name);
    expect((await tryMutant(copy, mutant!)).result).toBe('caught');
  },
  240_000,
);
