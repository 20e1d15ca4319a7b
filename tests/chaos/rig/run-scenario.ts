import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { comeToRest } from './come-to-rest.ts';
import { seededRandom } from './random.ts';
import { type Rig, startRig } from './rig.ts';
import { scenarios } from './scenarios.ts';

/** The last line of a run. */
export type Result = {
  scenario: string;
  seed: number;
  lost: number;
  dup: number;
  stuck: number;
  passed: boolean;
  /** What was promised and not kept. */
  broken: string[];
  /** Where the processes' output lies, of a run that failed. */
  logs?: string;
} & Record<string, unknown>;

/**
 * Runs one scenario from nothing to its verdict.
 * @throws when there is no such scenario, or the rig itself breaks
 */
export async function runScenario(
  name: string,
  { seed, quick, say = () => {} }: { seed: number; quick: boolean; say?: (words: string) => void },
): Promise<Result> {
  const scenario = scenarios[name];
  if (!scenario)
    throw new Error(`There is no scenario ${name}; there are ${Object.keys(scenarios).join(', ')}.`);
  const begun = performance.now();
  const rig = await startRig(scenario.rig(quick));
  try {
    say('All runs.');
    const figures = await scenario.run(rig, { quick, random: seededRandom(seed), say });
    say('The harm is done; waiting until all has come to rest.');
    const { lost, dup, stuck, ...counts } = await comeToRest(rig, quick ? 240_000 : 900_000);
    const all = [lost, dup, stuck].flatMap((each) => each.slice(0, 5));
    const broken = [...rig.broken(), ...all];
    const passed = broken.length === 0;
    const seconds = Math.round((performance.now() - begun) / 1_000);
    const found = { lost: lost.length, dup: dup.length, stuck: stuck.length };
    const result = { scenario: name, seed, ...found, ...counts, ...figures, seconds, passed, broken };
    return passed ? result : { ...result, logs: await keepLogs(rig, name) };
  } catch (error) {
    throw new Error(`The run broke; the processes' output lies in ${await keepLogs(rig, name)}`, {
      cause: error,
    });
  } finally {
    await rig.close();
  }
}

async function keepLogs({ web, workers }: Rig, name: string): Promise<string> {
  const file = join(tmpdir(), `storywire-chaos-${name}-${process.pid}.log`);
  const texts = [web.output(), ...workers.map((worker) => worker.output())];
  await writeFile(file, texts.join('\n──\n'), { mode: 0o600 });
  return file;
}
