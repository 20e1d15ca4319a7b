import { expect, test } from 'vitest';
import { flagAfter } from '#lib/reposts/flag-after.ts';
import type { TargetState } from '#lib/words.ts';

const after = (...states: TargetState[]) =>
  flagAfter(states.map((state, index) => ({ accountId: String(index), state })));

test.each<[TargetState[]]>([
  [['published', 'in_review']],
  [['published', 'scheduled']],
  [['published', 'publishing']],
  [['published', 'unconfirmed']],
  [['published', 'overdue']],
  [['published', 'failed']],
  [['cancelled', 'failed']],
])('a flag stays where it is while something is left to do: %j', (states) => {
  expect(after(...states)).toBeUndefined();
  expect(after(...states.toReversed())).toBeUndefined();
});

test('it is done once something is live and nothing is left to do', () => {
  expect(after('published')).toBe('post');
  expect(after('cancelled', 'published', 'published')).toBe('post');
});

test('it is given up once nothing will be posted any more', () => {
  expect(after('cancelled', 'cancelled')).toBe('give_up');
});

test('a post that failed is forgotten once its account was posted to after all', () => {
  const failed = { accountId: 'one', state: 'failed' } as const;
  expect(flagAfter([failed, { accountId: 'two', state: 'published' }])).toBeUndefined();
  expect(flagAfter([failed, { accountId: 'one', state: 'published' }])).toBe('post');
});
