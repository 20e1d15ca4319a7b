import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { repostsTitle, runReposts } from './reposts/run-reposts.ts';
import { runScenario } from './run-scenario.ts';
import { scenarios } from './scenarios.ts';

/**
 * `npm run chaos -- --scenario R1 [--seed N] [--quick]`: one row of the
 * scorecard on real processes. The last line says what came of it, as JSON, and
 * the exit code whether it passed.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      scenario: { type: 'string' },
      seed: { type: 'string' },
      quick: { type: 'boolean', default: false },
    },
  });
  const name = values.scenario ?? '';
  // It has a rig of its own: hundreds of crashes of one step each need no processes.
  const scenario = name === 'R20' ? { title: repostsTitle } : scenarios[name];
  const seed = values.seed === undefined ? randomInt(1, 1_000_000) : Number(values.seed);
  if (!scenario || !Number.isInteger(seed)) {
    console.error('npm run chaos -- --scenario NAME [--seed WHOLE NUMBER] [--quick]');
    for (const [key, { title }] of Object.entries(scenarios)) console.error(`  ${key.padEnd(7)} ${title}`);
    console.error(`  ${'R20'.padEnd(7)} ${repostsTitle}`);
    return 2;
  }
  console.log(`${name}, seed ${seed}${values.quick ? ', quick' : ''}: ${scenario.title}.`);
  const options = {
    seed,
    quick: values.quick,
    say: (words: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${words}`),
  };
  const result = name === 'R20' ? await runReposts(options) : await runScenario(name, options);
  console.log(JSON.stringify(result));
  return result.passed ? 0 : 1;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
// Waited for, so that an error ends the process with its stack and another code.
process.exitCode = await main();
