import { archivingMutants } from './archiving.ts';
import { copyTree } from './copy-tree.ts';
import { connectingMutants } from './connecting.ts';
import { hearingMutants } from './hearing.ts';
import { liveMutants } from './live.ts';
import { sendingMutants } from './sending.ts';
import { storyMutants } from './stories.ts';
import { nameOf, runCatcher, tryMutant } from './try-mutant.ts';

/**
 * `npm run mutants [-- name …]`: takes one protection at a time out of a copy of
 * the tree, and runs what must catch that. Any that escapes makes the exit code
 * 1, and so does a test that fails without a mutant.
 */
const asked = process.argv.slice(2);
const mutants = [
  ...sendingMutants,
  ...hearingMutants,
  ...liveMutants,
  ...storyMutants,
  ...connectingMutants,
  ...archivingMutants,
].filter(({ name }) => asked.length === 0 || asked.includes(name));
const copy = await copyTree();
let escaped = 0;
try {
  const catchers = new Map(mutants.map(({ by }) => [nameOf(by), by]));
  for (const [name, by] of catchers) {
    const { result, by: what } = await runCatcher(copy.folder, by);
    if (result === 'escaped') continue;
    escaped += 1;
    console.log(`without any mutant, ${name} does not pass: ${what}`);
  }
  for (const mutant of mutants) {
    const { result, by } = await tryMutant(copy, mutant);
    if (result !== 'caught') escaped += 1;
    console.log(`${result.padEnd(8)} ${mutant.name}: without ${mutant.without}`);
    console.log(`         ${nameOf(mutant.by)}: ${by}`);
  }
} finally {
  await copy.remove();
}
console.log(JSON.stringify({ scenario: 'R26', mutants: mutants.length, escaped }));
process.exitCode = escaped === 0 ? 0 : 1;
