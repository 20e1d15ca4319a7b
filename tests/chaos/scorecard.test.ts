import { expect, test } from 'vitest';
import { runScenario } from './rig/run-scenario.ts';

/** The quick forms of the scorecard's rows; `npm run chaos` runs the full ones. */
test.each([
  ['R1', 'kill -9 of a worker at any point of a send loses nothing and sends nothing twice'],
  ['R2', 'nor does an answer that is lost besides'],
  ['R6', 'every way in which an answer is late or broken goes into its class'],
  ['R10', 'hostile webhooks are refused and leave no row'],
  [
    'R15',
    'a worker that wakes up after its lease sends nothing, and what it has to say is refused and counted',
  ],
])('%s: %s', async (name) => {
  const { seed, lost, dup, stuck, broken, logs } = await runScenario(name, { seed: 1, quick: true });
  expect({ seed, lost, dup, stuck, broken, logs }).toEqual({
    seed: 1,
    lost: 0,
    dup: 0,
    stuck: 0,
    broken: [],
    logs: undefined,
  });
});
