import { describe, expect, test } from 'vitest';
import { classifySend } from '#lib/messages/classify-send.ts';
import { withoutNumbers } from '#lib/messages/without-numbers.ts';
import type { SendOutcome } from '#lib/whatsapp/send-outcome.ts';

const now = new Date('2026-11-23T12:00:00Z');
const classify = (outcome: SendOutcome, throttledBefore = 0) =>
  classifySend(outcome, { now, throttledBefore });
const refused = (
  code: number,
  status = 400,
  over: Partial<Extract<SendOutcome, { kind: 'refused' }>> = {},
): SendOutcome => ({
  kind: 'refused',
  status,
  code,
  subcode: null,
  details: 'words',
  usage: null,
  ...over,
});

test('what never left is not sent', () => {
  expect(classify({ kind: 'not_sent', reason: 'connection refused' })).toEqual({
    kind: 'not_sent',
    details: 'connection refused',
  });
});

test('what may have been acted on is uncertain', () => {
  expect(classify({ kind: 'uncertain', reason: 'connection reset' })).toMatchObject({
    kind: 'uncertain',
    errorCode: null,
  });
});

describe('a complete answer goes by its code, whatever its HTTP status', () => {
  test.each([4, 80_007, 130_429, 131_048, 131_057, 131_064, 133_016])('%i pauses the sender', (code) => {
    for (const status of [200, 400, 403, 429, 500]) {
      const verdict = classify(refused(code, status));
      expect(verdict).toMatchObject({ kind: 'throttled', whom: 'sender', errorCode: code });
      expect(verdict.kind === 'throttled' && verdict.pauseMs).toBeGreaterThan(0);
    }
  });

  test('131056 pauses the one number, by 4^n seconds and never below the rate', () => {
    const pause = (times: number) => {
      const verdict = classify(refused(131_056), times);
      return verdict.kind === 'throttled' && verdict.whom === 'number' ? verdict.pauseMs : undefined;
    };
    expect([0, 1, 2, 3].map(pause)).toEqual([6_000, 16_000, 64_000, 256_000]);
  });

  test.each([1, 2, 131_000, 131_016])('%i is uncertain, also with a 4xx', (code) => {
    expect(classify(refused(code, 400)).kind).toBe('uncertain');
    expect(classify(refused(code, 503)).kind).toBe('uncertain');
  });

  test.each([0, 190])('%i is the token', (code) => {
    expect(classify(refused(code, 401)).kind).toBe('token');
  });

  test.each([
    [132_001, 'template'],
    [132_000, 'template'],
    [131_030, 'recipient'],
    [100, 'permanent'],
    [131_009, 'permanent'],
    [368, 'policy'],
    [10, 'permission'],
    [33, 'gone'],
  ])('%i (%s) is a rejection, also with a 5xx', (code) => {
    expect(classify(refused(code, 400)).kind).toBe('rejected');
    expect(classify(refused(code, 500)).kind).toBe('rejected');
  });

  test('131026 says that the number cannot be reached; other rejections do not', () => {
    expect(classify(refused(131_026))).toMatchObject({ kind: 'rejected', unreachable: true });
    expect(classify(refused(131_030))).toMatchObject({ kind: 'rejected', unreachable: false });
  });

  test('an unknown code is a rejection with a 4xx, and uncertain otherwise', () => {
    expect(classify(refused(999_999, 400)).kind).toBe('rejected');
    expect(classify(refused(999_999, 500)).kind).toBe('uncertain');
    expect(classify(refused(999_999, 200)).kind).toBe('uncertain');
  });
});

test('a throttle lasts as long as Meta names, when that is longer', () => {
  const usage = { percent: 100, notBefore: new Date(now.getTime() + 20 * 60_000) };
  expect(classify(refused(4, 400, { usage }))).toMatchObject({ pauseMs: 20 * 60_000 });
});

test('an acceptance with a used-up budget pauses the sender, and is an acceptance', () => {
  const accepted = { kind: 'accepted', wamid: 'w', waId: null, userId: null } as const;
  expect(classify({ ...accepted, usage: null })).toMatchObject({ kind: 'accepted', pauseSenderMs: 0 });
  expect(classify({ ...accepted, usage: { percent: 99, notBefore: null } })).toMatchObject({
    pauseSenderMs: 0,
  });
  expect(classify({ ...accepted, usage: { percent: 100, notBefore: null } })).toMatchObject({
    kind: 'accepted',
    pauseSenderMs: 60_000,
  });
});

test('a sentence of Meta keeps its codes and loses its numbers', () => {
  expect(
    withoutNumbers('(#131030) Recipient phone number +1 (631) 555-1234 not in allowed list, wait 60 s'),
  ).toBe('(#131030) Recipient phone number [number] not in allowed list, wait 60 s');
  expect(withoutNumbers('no account 16315551234.')).toBe('no account [number].');
});
