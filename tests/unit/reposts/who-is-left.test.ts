import { expect, it } from 'vitest';
import { whoIsLeft } from '#lib/reposts/who-is-left.ts';

it.each([
  [[], 'nobody'],
  [['me'], 'only_self'],
  [['me', 'me'], 'only_self'],
  [['she'], 'only_one'],
  [['me', 'she'], 'enough'],
  [['she', 'he'], 'enough'],
] as const)('approvers %j are, to whoever sets them, %s', (people, left) => {
  expect(whoIsLeft(people, 'me')).toBe(left);
});
