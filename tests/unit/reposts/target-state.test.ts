import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBound, isSame, mayStep, targetSteps } from '#lib/reposts/target-state.ts';
import { targetStates } from '#lib/words.ts';

test.each([
  ['draft', ['change', 'submit', 'cancel']],
  ['in_review', ['change', 'approve', 'send_back', 'cancel']],
  ['sent_back', ['change', 'submit', 'cancel']],
  ['approved', ['change', 'cancel']],
  ['scheduled', ['change', 'cancel']],
  ['publishing', ['cancel']],
  ['published', []],
  ['unconfirmed', ['is_there', 'is_not_there']],
  ['failed', ['change', 'cancel', 'post_now']],
  ['cancelled', []],
  ['overdue', ['change', 'cancel', 'post_now']],
] as const)('%s: exactly these steps may begin', (state, expected) => {
  expect(targetSteps.filter((step) => mayStep(state, step))).toEqual(expected);
});

test('a post whose fate is in doubt, or that is out, is never asked for or let go again', () => {
  for (const state of ['unconfirmed', 'published', 'publishing'] as const)
    for (const step of ['submit', 'approve', 'post_now', 'change'] as const)
      expect(mayStep(state, step)).toBe(false);
});

test('what was said binds from the asking until it is with the publisher', () => {
  expect(targetStates.filter(isBound)).toEqual(['in_review', 'approved', 'scheduled']);
});

test('an approval holds for its version and its very time only', () => {
  const moment = fc.option(fc.date({ noInvalidDate: true }));
  const version = fc.constantFrom('one', 'two');
  fc.assert(
    fc.property(version, version, moment, moment, (a, b, at, other) => {
      const same = isSame({ versionId: a, publishAt: at }, { versionId: b, publishAt: other });
      expect(same).toBe(a === b && (at?.toISOString() ?? '') === (other?.toISOString() ?? ''));
    }),
  );
});
