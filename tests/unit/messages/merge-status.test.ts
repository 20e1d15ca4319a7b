import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AttemptFact,
  mergeStatuses,
  type StatusFact,
  type Verdict,
} from '#lib/messages/merge-status.ts';
import { attemptOutcomes, statusKinds } from '#lib/words.ts';

const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 12, 0, second));
const accepted: AttemptFact = {
  id: 'a1',
  outcome: 'accepted',
  wamid: 'w1',
  endedAt: at(0),
  errorCode: null,
  details: null,
};
const event = (status: StatusFact['status'], second: number, over: Partial<StatusFact> = {}): StatusFact => ({
  attemptId: 'a1',
  wamid: 'w1',
  status,
  at: at(second),
  errorCode: status === 'failed' ? 131_026 : null,
  errorDetails: status === 'failed' ? 'undeliverable' : null,
  ...over,
});
const stateOf = (events: StatusFact[], verdict: Verdict | null = null, attempts = [accepted]) =>
  mergeStatuses(attempts, events, verdict)?.state;

describe('one attempt', () => {
  test('an acceptance without statuses is accepted, and each status carries it further', () => {
    expect(stateOf([])).toBe('accepted');
    expect(stateOf([event('sent', 1)])).toBe('sent');
    expect(stateOf([event('sent', 1), event('delivered', 2)])).toBe('delivered');
    expect(stateOf([event('sent', 1), event('delivered', 2), event('read', 3)])).toBe('read');
  });

  test('a late delivered never overwrites read', () => {
    expect(stateOf([event('read', 3), event('delivered', 2), event('sent', 1)])).toBe('read');
  });

  test('read without delivered is read', () => {
    const merged = mergeStatuses([accepted], [event('read', 3)], null);
    expect(merged).toMatchObject({ state: 'read', deliveredAt: null, readAt: at(3) });
  });

  test('sent never overwrites failed, expired or unconfirmed', () => {
    expect(stateOf([event('failed', 2), event('sent', 3)])).toBe('failed');
    expect(stateOf([event('sent', 3)], { state: 'expired', at: at(2) })).toBe('expired');
    expect(stateOf([event('sent', 3)], { state: 'unconfirmed', at: at(2) })).toBe('unconfirmed');
  });

  test('delivered and read overwrite failed, expired and unconfirmed, keeping the error', () => {
    for (const status of ['delivered', 'read'] as const) {
      const merged = mergeStatuses([accepted], [event(status, 1), event('failed', 2)], {
        state: 'expired',
        at: at(3),
      });
      expect(merged).toMatchObject({
        state: status,
        errorCode: 131_026,
        errorDetails: 'undeliverable',
        failedAt: at(2),
      });
      expect(stateOf([event(status, 1)], { state: 'unconfirmed', at: at(3) })).toBe(status);
    }
  });

  test.each([[], ['sent'], ['failed'], ['failed', 'sent']] as const)(
    'what somebody marked as received stays delivered, whatever of %j comes later',
    (...statuses) => {
      const events = statuses.map((status, place) => event(status, 2 + place));
      const merged = mergeStatuses([accepted], events, { state: 'delivered', at: at(1) });
      expect(merged).toMatchObject({ state: 'delivered', deliveredAt: at(1) });
    },
  );

  test('and is read once Meta says so', () => {
    expect(stateOf([event('read', 2)], { state: 'delivered', at: at(1) })).toBe('read');
  });

  test('a failure that Meta names outranks a verdict of time', () => {
    expect(stateOf([event('failed', 2)], { state: 'expired', at: at(1) })).toBe('failed');
  });

  test('a refusal is a failure', () => {
    const refused: AttemptFact = {
      ...accepted,
      outcome: 'rejected',
      wamid: null,
      errorCode: 132_001,
      details: 'no such template',
    };
    expect(mergeStatuses([refused], [], null)).toMatchObject({
      state: 'failed',
      errorCode: 132_001,
      failedAt: at(0),
    });
  });

  test.each(['sending', 'uncertain', 'not_sent', 'throttled', 'absent'] as const)(
    '%s without a status decides nothing',
    (outcome) => {
      expect(mergeStatuses([{ ...accepted, outcome, wamid: null }], [], null)).toBeUndefined();
    },
  );
});

describe('two attempts', () => {
  const absent: AttemptFact = { ...accepted, outcome: 'accepted' };
  const second: AttemptFact = { ...accepted, id: 'a2', wamid: 'w2', endedAt: at(200) };

  test('a status of the first after the second was accepted is a confirmed duplicate', () => {
    const merged = mergeStatuses([absent, second], [event('delivered', 1)], null);
    expect(merged).toMatchObject({ state: 'delivered', confirmedDuplicate: true });
  });

  test('one accepted attempt is no duplicate', () => {
    expect(
      mergeStatuses(
        [{ ...absent, outcome: 'absent', wamid: null }, second],
        [event('sent', 201, { attemptId: 'a2', wamid: 'w2' })],
        null,
      ),
    ).toMatchObject({ state: 'sent', wamid: 'w2', confirmedDuplicate: false });
  });

  test('one that lives outranks one that failed', () => {
    expect(
      stateOf([event('failed', 1), event('sent', 202, { attemptId: 'a2', wamid: 'w2' })], null, [
        absent,
        second,
      ]),
    ).toBe('sent');
  });

  test('a failed one does not end the message while the other is still open', () => {
    expect(
      stateOf([event('failed', 1)], null, [absent, { ...second, outcome: 'sending', wamid: null }]),
    ).toBeUndefined();
  });
});

describe('order', () => {
  const anyEvent = fc.record({
    attemptId: fc.constantFrom('a1', 'a2'),
    wamid: fc.constantFrom('w1', 'w2', 'w3'),
    status: fc.constantFrom(...statusKinds),
    at: fc.integer({ min: 0, max: 30 }).map(at),
    errorCode: fc.constantFrom(null, 131_026, 131_047),
    errorDetails: fc.constantFrom(null, 'one', 'two'),
  });
  const anyAttempt = (id: string, wamid: string) =>
    fc.record({
      id: fc.constant(id),
      outcome: fc.constantFrom(...attemptOutcomes),
      wamid: fc.constantFrom(null, wamid),
      endedAt: fc.constantFrom(null, at(0), at(5)),
      errorCode: fc.constantFrom(null, 132_001),
      details: fc.constantFrom(null, 'refused'),
    });
  const anyVerdict = fc.constantFrom(
    null,
    { state: 'expired', at: at(9) } as const,
    { state: 'unconfirmed', at: at(9) } as const,
  );

  test('any order and any repetition of the same statuses gives the same message', () => {
    const shuffled = fc.array(anyEvent, { maxLength: 8 }).chain((events) =>
      fc.tuple(
        fc.constant(events),
        fc.shuffledSubarray([...events, ...events], {
          minLength: events.length * 2,
          maxLength: events.length * 2,
        }),
      ),
    );
    fc.assert(
      fc.property(
        shuffled,
        anyAttempt('a1', 'w1'),
        anyAttempt('a2', 'w2'),
        anyVerdict,
        ([events, again], one, two, verdict) => {
          expect(mergeStatuses([one, two], again, verdict)).toEqual(
            mergeStatuses([one, two], events, verdict),
          );
        },
      ),
      { numRuns: 3_000 },
    );
  });

  test('one more status never takes a message back from delivered or read', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 8 }), anyEvent, anyVerdict, (events, more, verdict) => {
        const before = mergeStatuses(
          [accepted],
          events.map((each) => ({ ...each, attemptId: 'a1' })),
          verdict,
        )?.state;
        const after = mergeStatuses(
          [accepted],
          [...events, more].map((each) => ({ ...each, attemptId: 'a1' })),
          verdict,
        )?.state;
        if (before === 'read') expect(after).toBe('read');
        if (before === 'delivered') expect(['delivered', 'read']).toContain(after);
      }),
      { numRuns: 1_000 },
    );
  });
});
