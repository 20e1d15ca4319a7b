import { describe, expect, it } from 'vitest';
import { groupOf } from '#components/reposts/group-reposts.ts';
import { targetStates, type TargetState } from '#lib/words.ts';

const repost = (states: readonly TargetState[], mine = false) => ({
  mine,
  targets: states.map((state) => ({ username: 'x', state, at: null, timeZone: 'UTC' })),
});

describe('the list of reposts', () => {
  it('puts what waits for the reader first, whatever else became of it', () => {
    for (const state of targetStates) expect(groupOf(repost([state, 'in_review'], true))).toBe('for_you');
  });

  it.each(['sent_back', 'failed', 'overdue', 'unconfirmed'] as const)(
    'says that a person is needed while one post is %s, though all others are posted',
    (state) => {
      expect(groupOf(repost(['published', state, 'scheduled']))).toBe('stopped');
    },
  );

  it('is done when every post is posted or cancelled, and not before one has an account', () => {
    expect(groupOf(repost(['published', 'cancelled']))).toBe('done');
    expect(groupOf(repost(['published', 'scheduled']))).toBe('under_way');
    expect(groupOf(repost([]))).toBe('under_way');
  });
});
