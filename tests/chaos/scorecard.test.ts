import { expect, test } from 'vitest';
import { runScenario } from './rig/run-scenario.ts';

/** The quick forms of the scorecard's rows; `npm run chaos` runs the full ones. */
const limitMs = 900_000;

test.each([
  // It holds all of R1.
  [
    'R2',
    'kill -9 of workers at every point of a send, and answers lost besides, lose nothing and send nothing twice',
  ],
  ['R6', 'every way in which an answer is late or broken goes into its class'],
  ['R10', 'hostile webhooks are refused and leave no row'],
  [
    'R15',
    'a worker that wakes up after its lease sends nothing, and what it has to say is refused and counted',
  ],
])(
  '%s: %s',
  async (name) => {
    const { seed, lost, dup, stuck, broken, logs } = await runScenario(name, { seed: 1, quick: true });
    expect({ seed, lost, dup, stuck, broken, logs }).toEqual({
      seed: 1,
      lost: 0,
      dup: 0,
      stuck: 0,
      broken: [],
      logs: undefined,
    });
  },
  limitMs,
);
