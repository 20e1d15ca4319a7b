import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  boardSteps,
  fittingSteps,
  type FlagStanding,
  nextFlagState,
  repostSteps,
} from '#lib/flags/flag-step.ts';
import { flagStates } from '#lib/words.ts';

const steps = [...boardSteps, ...repostSteps];

test.each([
  ['take', { open: 'taken' }],
  ['hand_over', { open: 'taken', taken: 'taken', reposting: 'reposting' }],
  ['give_back', { taken: 'open' }],
  ['finish', { taken: 'done' }],
  ['dismiss', { open: 'dismissed', taken: 'dismissed' }],
  ['reopen', { done: 'taken', dismissed: 'taken' }],
  ['begin', { open: 'reposting', taken: 'reposting' }],
  ['give_up', { reposting: 'taken' }],
  ['post', { reposting: 'done' }],
] as const)('%s leads only from where it begins', (step, expected) => {
  const reached = Object.fromEntries(
    flagStates.flatMap((state) => {
      const next = nextFlagState({ state, ownerUserId: 'somebody' }, step);
      return next === undefined ? [] : [[state, next]];
    }),
  );
  expect(reached).toEqual(expected);
});

test('what nobody had comes back to nobody', () => {
  expect(nextFlagState({ state: 'dismissed', ownerUserId: null }, 'reopen')).toBe('open');
  expect(nextFlagState({ state: 'reposting', ownerUserId: null }, 'give_up')).toBe('open');
});

test('what is done stays done, whatever comes, unless it is reopened', () => {
  const others = steps.filter((step) => step !== 'reopen');
  expect(others.map((step) => nextFlagState({ state: 'done', ownerUserId: 'x' }, step))).toEqual(
    others.map(() => undefined),
  );
});

test('however it is moved, a flag that is being reposted leaves only by its repost', () => {
  const walk = fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 30 }), (walked) => {
    let flag: FlagStanding = { state: 'open', ownerUserId: null };
    for (const step of walked) {
      const state = nextFlagState(flag, step);
      if (state === undefined) continue;
      if (flag.state === 'reposting' && !['reposting', 'done'].includes(state) && step !== 'give_up')
        return false;
      if (state === 'done' && step !== 'post' && step !== 'finish') return false;
      const ownerUserId =
        step === 'give_back' ? null : step === 'take' || step === 'hand_over' ? 'x' : flag.ownerUserId;
      flag = { state, ownerUserId };
    }
    return fittingSteps(flag).every((step) => nextFlagState(flag, step) !== undefined);
  });
  expect(fc.check(walk).counterexample).toBeNull();
});
