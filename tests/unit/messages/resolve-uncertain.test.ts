import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quietWindowMs, resolveUncertain, type UncertainFacts } from '#lib/messages/resolve-uncertain.ts';

const proven: UncertainFacts = {
  ageMs: quietWindowMs + 1,
  channelAlive: true,
  silentNeighbours: 0,
  lateArrivals: 0,
  waitingWebhooks: 0,
  doubts: 1,
  useful: true,
  pending: true,
};

test('an attempt is absent once a quiet window has passed over a channel proven alive', () => {
  expect(resolveUncertain(proven)).toBe('absent');
});

test.each<[string, Partial<UncertainFacts>]>([
  ['the window has not passed', { ageMs: quietWindowMs - 1 }],
  ['no later attempt proves the channel', { channelAlive: false }],
  ['a neighbour has no status either', { silentNeighbours: 1 }],
  ['Meta is catching up', { lateArrivals: 1 }],
  ['webhooks wait in the inbox', { waitingWebhooks: 1 }],
  ['another attempt has settled the message', { pending: false }],
])('it waits while %s', (_, facts) => {
  expect(resolveUncertain({ ...proven, ...facts })).toBe('wait');
});

test('a second doubt ends as unconfirmed, after its window', () => {
  expect(resolveUncertain({ ...proven, doubts: 2 })).toBe('unconfirmed');
  expect(resolveUncertain({ ...proven, doubts: 2, ageMs: 1_000 })).toBe('wait');
});

test('it ends as unconfirmed when it is of no more use, whatever was proven', () => {
  expect(resolveUncertain({ ...proven, useful: false })).toBe('unconfirmed');
  expect(resolveUncertain({ ...proven, useful: false, channelAlive: false, ageMs: 0 })).toBe('unconfirmed');
});

test('nothing is ever called absent without proof of the channel', () => {
  const facts = fc.record({
    ageMs: fc.integer({ min: 0, max: 10 * quietWindowMs }),
    channelAlive: fc.boolean(),
    silentNeighbours: fc.nat(3),
    lateArrivals: fc.nat(3),
    waitingWebhooks: fc.nat(3),
    doubts: fc.integer({ min: 1, max: 3 }),
    useful: fc.boolean(),
    pending: fc.boolean(),
  });
  fc.assert(
    fc.property(facts, (each) => {
      if (resolveUncertain(each) !== 'absent') return;
      expect(each).toMatchObject({
        channelAlive: true,
        silentNeighbours: 0,
        lateArrivals: 0,
        waitingWebhooks: 0,
        useful: true,
        pending: true,
        doubts: 1,
      });
      expect(each.ageMs).toBeGreaterThanOrEqual(quietWindowMs);
    }),
    { numRuns: 5_000 },
  );
});
