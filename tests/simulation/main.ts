import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { playMonth } from './polling/play-month.ts';
import { addTallies, playSeeds, type Tally } from './tally.ts';

/**
 * `npm run simulate -- --seeds N [--seed S]`: plays N seeds of delivery from S on.
 * Without `--seeds`, the one of `--seed`. Any broken rule is printed with its seed,
 * and makes the exit code 1. `--month [--seed S]`: a month of polling instead.
 */
const { values } = parseArgs({
  options: { month: { type: 'boolean' }, seeds: { type: 'string' }, seed: { type: 'string' } },
});
const from = whole(values.seed ?? '1', '--seed');
if (values.month) playMonth(from);
else await playDelivery();

async function playDelivery(): Promise<void> {
  const count = whole(values.seeds ?? (values.seed === undefined ? '2000' : '1'), '--seeds');
  const begun = performance.now();
  // A thread is slow to start, which a few seeds are not worth.
  const threads = count < 2_000 ? 1 : availableParallelism();
  const share = Math.ceil(count / threads);
  const tally = addTallies(
    await Promise.all(
      Array.from({ length: threads }, (_, n) =>
        play(from + n * share, Math.max(0, Math.min(share, count - n * share)), threads),
      ),
    ),
  );
  const seconds = (performance.now() - begun) / 1_000;

  for (const { seed, what } of tally.failures.slice(0, 20))
    console.log(`seed ${seed}: ${what}\n  again: npm run simulate -- --seed ${seed}`);
  if (tally.failures.length > 20) console.log(`and ${tally.failures.length - 20} more`);
  const { broken, failures, duplicateSeeds, confirmedDuplicates, ...counts } = tally;
  if (duplicateSeeds.length > 0)
    console.log(
      `sent twice on proof by silence, with evidence to the contrary later, in seeds ${duplicateSeeds.slice(0, 20).join(', ')}`,
    );
  const cpu = process.cpuUsage();
  console.log(
    JSON.stringify({
      scenario: 'R25',
      seed: from,
      ...counts,
      ...broken,
      confirmedDuplicate: confirmedDuplicates,
      seconds: Number(seconds.toFixed(1)),
      seedsPerCpuSecond: Math.round(count / ((cpu.user + cpu.system) / 1_000_000)),
    }),
  );
  process.exitCode = failures.length === 0 ? 0 : 1;
}

async function play(first: number, seeds: number, threads: number): Promise<Tally> {
  if (threads === 1) return playSeeds(first, seeds);
  const thread = new Worker(new URL('./play-in-thread.ts', import.meta.url), {
    workerData: { from: first, count: seeds },
  });
  const [result] = (await once(thread, 'message')) as [Tally];
  return result;
}

function whole(text: string, name: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`${name} wants a whole number.`);
  return number;
}
