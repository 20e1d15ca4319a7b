import type { Random } from './random.ts';
import type { Rig, RigOptions } from './rig.ts';

export type ScenarioRun = {
  /** Fewer kills and numbers, for the test run. */
  quick: boolean;
  random: Random;
  /** For whoever waits for it. */
  say: (words: string) => void;
};

/** What the last line tells besides the verdict. */
export type Figures = Record<string, number | Record<string, number>>;

/** One row of the scorecard. */
export type Scenario = {
  title: string;
  rig: (quick: boolean) => RigOptions;
  /**
   * Does the harm, and expects what the row promises beyond 0 lost, 0 dup and 0
   * stuck, which are judged afterwards.
   * @returns figures for the last line
   */
  run: (rig: Rig, run: ScenarioRun) => Promise<Figures>;
};
