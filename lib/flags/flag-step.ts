import type { FlagState } from '../words.ts';

/** What somebody does with a flag on the board. */
export const boardSteps = ['take', 'hand_over', 'give_back', 'finish', 'dismiss', 'reopen'] as const;
export type BoardStep = (typeof boardSteps)[number];

/** What the repost that came of a flag does with it: begun, given up, or live on Instagram. */
export const repostSteps = ['begin', 'give_up', 'post'] as const;
export type RepostStep = (typeof repostSteps)[number];

export type FlagStep = BoardStep | RepostStep;

/** Where a flag stands, as far as a step depends on it. */
export type FlagStanding = { state: FlagState; ownerUserId: string | null };

const takenOrOpen = ({ ownerUserId }: FlagStanding): FlagState => (ownerUserId === null ? 'open' : 'taken');

const steps: Record<FlagStep, Partial<Record<FlagState, (flag: FlagStanding) => FlagState>>> = {
  take: { open: () => 'taken' },
  hand_over: { open: () => 'taken', taken: () => 'taken', reposting: () => 'reposting' },
  give_back: { taken: () => 'open' },
  finish: { taken: () => 'done' },
  dismiss: { open: () => 'dismissed', taken: () => 'dismissed' },
  reopen: { done: takenOrOpen, dismissed: takenOrOpen },
  begin: { open: () => 'reposting', taken: () => 'reposting' },
  give_up: { reposting: takenOrOpen },
  post: { reposting: () => 'done' },
};

/**
 * Where a flag is after a step: open → taken → reposting → done, or dismissed.
 * Handed over, it stays where it is, and an open one is its new owner's. Whoever
 * has one may say that it is done, as a problem that was mended is. One
 * that is being reposted is neither dismissed nor given back: its repost is
 * given up first. One that has ended comes back to whoever had it.
 * @returns undefined when the step does not fit where it is
 */
export const nextFlagState = (flag: FlagStanding, step: FlagStep): FlagState | undefined =>
  steps[step][flag.state]?.(flag);

/** The steps that fit where a flag is, for the buttons that offer them. */
export const fittingSteps = (flag: FlagStanding): BoardStep[] =>
  boardSteps.filter((step) => nextFlagState(flag, step) !== undefined);
