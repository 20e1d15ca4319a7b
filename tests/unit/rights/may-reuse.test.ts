import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AskedFacts, mayAsk, mayReuse, type ReuseFacts } from '#lib/rights/may-reuse.ts';
import { reuseRights } from '#lib/words.ts';

const now = new Date('2026-11-25T12:00:00Z');
const earlier = new Date('2026-11-25T11:00:00Z');
const later = new Date('2026-11-25T13:00:00Z');
const free: ReuseFacts = {
  held: false,
  sourceRegionId: 'brazil',
  rights: 'free',
  until: null,
  regionIds: null,
  since: null,
};
const ask: ReuseFacts = { ...free, rights: 'ask_first' };
const answered = (answer: 'yes' | 'no', answeredAt = earlier): AskedFacts => ({ answer, answeredAt });

test.each<[string, ReuseFacts, AskedFacts | undefined, string, string]>([
  ['free for good', free, undefined, 'free', 'free'],
  ['free until later', { ...free, until: later }, undefined, 'free', 'free'],
  ['free until just now', { ...free, until: now }, undefined, 'not', 'over'],
  ['free elsewhere', { ...free, regionIds: ['japan'] }, undefined, 'not', 'elsewhere'],
  ['free here', { ...free, regionIds: ['japan', 'portugal'] }, undefined, 'free', 'free'],
  ['not to be reused', { ...free, rights: 'not_reused' }, undefined, 'not', 'not_reused'],
  ['not asked yet', ask, undefined, 'ask_first', 'ask'],
  ['asked, not answered', ask, { answer: null, answeredAt: null }, 'ask_first', 'waiting'],
  ['yes', ask, answered('yes'), 'free', 'said_yes'],
  ['no', ask, answered('no'), 'ask_first', 'said_no'],
  [
    'yes, for rights that were set before',
    { ...ask, since: new Date(0) },
    answered('yes'),
    'free',
    'said_yes',
  ],
  ['yes, before the rights were set anew', { ...ask, since: now }, answered('yes'), 'ask_first', 'ask'],
  ['yes, and the time is over', { ...ask, until: earlier }, answered('yes'), 'not', 'over'],
  ['yes, and taken back for all', { ...ask, rights: 'not_reused' }, answered('yes'), 'not', 'not_reused'],
])('%s', (_name, facts, asked, may, reason) => {
  expect(mayReuse(facts, 'portugal', now, asked)).toEqual({ may, reason });
});

const anyFacts: fc.Arbitrary<ReuseFacts> = fc.record({
  held: fc.constant(false),
  sourceRegionId: fc.constant('brazil'),
  rights: fc.constantFrom(...reuseRights),
  until: fc.option(fc.constantFrom(earlier, now, later)),
  regionIds: fc.option(fc.subarray(['portugal', 'japan'])),
  since: fc.option(fc.constantFrom(earlier, now)),
});
const anyAsked: fc.Arbitrary<AskedFacts | undefined> = fc.option(
  fc.oneof(
    fc.constant({ answer: null, answeredAt: null }),
    fc.record({
      answer: fc.constantFrom('yes' as const, 'no' as const),
      answeredAt: fc.constantFrom(earlier, now),
    }),
  ),
  { nil: undefined },
);

describe('over random rights and answers', () => {
  test('one that its team has deleted is held for everybody, whatever was said and answered', () => {
    const region = fc.constantFrom('brazil', 'portugal');
    const rule = fc.property(anyFacts, anyAsked, region, (facts, asked, regionId) => {
      expect(mayReuse({ ...facts, held: true }, regionId, now, asked)).toEqual({
        may: 'not',
        reason: 'deleted',
      });
    });
    expect(fc.check(rule).counterexample).toBeNull();
  });

  test("a region's own story is its own", () => {
    const rule = fc.property(anyFacts, anyAsked, (facts, asked) => {
      expect(mayReuse(facts, 'brazil', now, asked)).toEqual({ may: 'free', reason: 'own' });
    });
    expect(fc.check(rule).counterexample).toBeNull();
  });

  test('nothing that is kept back, over, or for others becomes free by an answer', () => {
    const rule = fc.property(anyFacts, anyAsked, (facts, asked) => {
      const keptBack =
        facts.rights === 'not_reused' ||
        (facts.until !== null && facts.until <= now) ||
        (facts.regionIds !== null && !facts.regionIds.includes('portugal'));
      return !keptBack || mayReuse(facts, 'portugal', now, asked).may === 'not';
    });
    expect(fc.check(rule).counterexample).toBeNull();
  });

  test('what is to be asked first is free only by a yes', () => {
    const rule = fc.property(anyFacts, anyAsked, (facts, asked) => {
      const { may } = mayReuse({ ...facts, rights: 'ask_first' }, 'portugal', now, asked);
      return may !== 'free' || asked?.answer === 'yes';
    });
    expect(fc.check(rule).counterexample).toBeNull();
  });

  test('one asks only where an answer would help', () => {
    const rule = fc.property(anyFacts, anyAsked, (facts, asked) => {
      const yes = mayReuse(facts, 'portugal', now, { answer: 'yes', answeredAt: now });
      return !mayAsk(mayReuse(facts, 'portugal', now, asked)) || yes.may === 'free';
    });
    expect(fc.check(rule).counterexample).toBeNull();
  });
});
