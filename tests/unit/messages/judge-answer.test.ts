import { expect, test } from 'vitest';
import type { SendVerdict } from '#lib/messages/classify-send.ts';
import { judgeAnswer, retryAfterMs, type StandingAttempt } from '#lib/messages/judge-answer.ts';
import { attemptOutcomes } from '#lib/words.ts';

const accepted: SendVerdict = { kind: 'accepted', wamid: 'w1', waId: null, userId: null, pauseSenderMs: 0 };
const uncertain: SendVerdict = { kind: 'uncertain', errorCode: null, details: 'reset' };
const notSent: SendVerdict = { kind: 'not_sent', details: 'refused' };
const throttled: SendVerdict = {
  kind: 'throttled',
  whom: 'sender',
  pauseMs: 5_000,
  errorCode: 130_429,
  details: '',
};
const token: SendVerdict = { kind: 'token', errorCode: 190, details: '' };
const rejected: SendVerdict = { kind: 'rejected', errorCode: 100, details: '', unreachable: false };
const all = [accepted, uncertain, notSent, throttled, token, rejected];
const row = (over: Partial<StandingAttempt> = {}): StandingAttempt => ({
  epoch: 1,
  outcome: 'sending',
  wamid: null,
  ...over,
});

test('the answer to an attempt that is still being sent is stored, whatever it says', () => {
  for (const verdict of all) expect(judgeAnswer({ epoch: 1, verdict }, row())).toBe('fresh');
});

test('an answer under another epoch, or to an attempt that is gone, is refused', () => {
  for (const verdict of all) {
    expect(judgeAnswer({ epoch: 1, verdict }, row({ epoch: 2 }))).toBe('stale');
    expect(judgeAnswer({ epoch: 1, verdict }, undefined)).toBe('stale');
  }
});

test('an answer to an attempt that others have dealt with is never stored', () => {
  for (const outcome of attemptOutcomes.filter((each) => each !== 'sending'))
    for (const verdict of all)
      expect(judgeAnswer({ epoch: 1, verdict }, row({ outcome, wamid: 'w1' }))).not.toBe('fresh');
});

test('what a status said before is known, and no stale write', () => {
  const heard = row({ outcome: 'accepted', wamid: 'w1' });
  expect(judgeAnswer({ epoch: 1, verdict: accepted }, heard)).toBe('known');
  expect(judgeAnswer({ epoch: 1, verdict: uncertain }, heard)).toBe('known');
  expect(judgeAnswer({ epoch: 1, verdict: accepted }, { ...heard, wamid: 'w2' })).toBe('stale');
  expect(judgeAnswer({ epoch: 1, verdict: notSent }, heard)).toBe('stale');
});

test('only what was proven not to be accepted goes back into the outbox', () => {
  const after = (verdict: SendVerdict, unsent = 0) => retryAfterMs(verdict, { unsent, chance: 0 });
  expect(after(throttled)).toBe(5_000);
  expect(after(token)).toBe(1_000);
  expect([1, 2, 3].map((unsent) => after(notSent, unsent))).toEqual([1_000, 2_000, 4_000]);
  for (const verdict of [accepted, uncertain, rejected]) expect(after(verdict)).toBeUndefined();
});
