import { setTimeout as delay } from 'node:timers/promises';
import type { JobContext } from '../../jobs/job-context.ts';
import { isTransientFailure } from '../../transient-failure.ts';
import { type AttemptResult, recordOutcomes } from '../commands/record-outcomes.ts';

export type Recorder = {
  push: (result: AttemptResult) => void;
  /** When everything pushed is stored or given up. */
  idle: () => Promise<void>;
};

const mostAtOnce = 100;
const pauseMs = 500;

/**
 * Stores outcomes in batches, and keeps them for as long as the database is
 * away: what Meta said must not be forgotten. One that the database refuses for
 * a fault of its own is given up, and left to the sweeper and the resolver.
 * @param onStorm called when so much fails that nothing more is to be written
 */
export function createRecorder({ db, log }: JobContext, onStorm: () => void): Recorder {
  const waiting: AttemptResult[] = [];
  let running: Promise<void> | undefined;

  async function store(results: AttemptResult[]): Promise<void> {
    for (;;) {
      try {
        const { stale, stormy } = await recordOutcomes(db, results);
        if (stormy) onStorm();
        if (stale > 0) log.warn({ stale }, 'stale_outcomes_refused');
        return;
      } catch (error) {
        if (!isTransientFailure(error)) throw error;
        log.warn({ count: results.length, error: words(error) }, 'outcomes_wait_for_database');
        await delay(pauseMs);
      }
    }
  }

  async function storeEach(results: AttemptResult[]): Promise<void> {
    for (const result of results) {
      await store([result]).catch((error: unknown) => {
        log.error({ attemptId: result.attemptId, error: words(error) }, 'outcome_given_up');
      });
    }
  }

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, mostAtOnce);
      await store(batch).catch(() => storeEach(batch));
    }
    running = undefined;
  }

  return {
    push: (result) => {
      waiting.push(result);
      running ??= run();
    },
    idle: async () => {
      while (running) await running;
    },
  };
}

const words = (error: unknown) => (error instanceof Error ? error.message : String(error));
