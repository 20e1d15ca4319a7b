import { expect, test } from 'vitest';
import { checkClaim, type ClaimFacts, onePerNumber, quietDueAt } from '#lib/messages/check-claim.ts';
import { buzzKinds } from '#lib/words.ts';

const facts: ClaimFacts = {
  kind: 'story',
  useful: true,
  windowOpen: false,
  state: 'active',
  muted: false,
  archived: false,
  heldReason: null,
};

test.each<[string, Partial<ClaimFacts>, ReturnType<typeof checkClaim>]>([
  ['is sent while nothing has changed', {}, { do: 'send' }],
  ['ends once it is of no use', { useful: false }, { do: 'expire' }],
  ['ends once it is of no use, whoever has stopped', { useful: false, state: 'paused' }, { do: 'expire' }],
  [
    'is skipped for a number that opted out',
    { state: 'opted_out' },
    { do: 'skip', reason: 'number_opted_out' },
  ],
  ['is skipped for a paused number', { state: 'paused' }, { do: 'skip', reason: 'number_paused' }],
  ['is skipped for an invited number', { state: 'invited' }, { do: 'skip', reason: 'number_invited' }],
  ['is skipped for one out of reach', { state: 'unreachable' }, { do: 'skip', reason: 'number_unreachable' }],
  ['is skipped for a muted number', { muted: true }, { do: 'skip', reason: 'number_muted' }],
  ['is skipped for a region out of use', { archived: true }, { do: 'skip', reason: 'region_archived' }],
  ['that welcomes is sent to a muted number', { kind: 'joined', muted: true }, { do: 'send' }],
  ['that answers goes out while the window is open', { kind: 'reply', windowOpen: true }, { do: 'send' }],
  [
    'that answers goes to whoever opted out',
    { kind: 'reply', windowOpen: true, state: 'opted_out' },
    { do: 'send' },
  ],
  ['that answers ends with the window', { kind: 'reply' }, { do: 'expire' }],
])('a message that is due %s', (_, over, expected) => {
  expect(checkClaim({ ...facts, ...over })).toEqual(expected);
});

test('news waits for the end of quiet hours, a number’s own before its region’s', () => {
  const place = { ownQuietHours: null, regionQuietHours: '22:00-07:30', timeZone: 'Europe/Lisbon' };
  const night = new Date('2026-11-20T23:00:00Z');
  for (const kind of buzzKinds)
    expect(quietDueAt({ ...place, kind }, night)).toEqual(new Date('2026-11-21T07:30:00Z'));
  expect(quietDueAt({ ...place, kind: 'story', ownQuietHours: 'none' }, night)).toBeUndefined();
  expect(quietDueAt({ ...place, kind: 'reply' }, night)).toBeUndefined();
  expect(quietDueAt({ ...place, kind: 'story' }, new Date('2026-11-20T12:00:00Z'))).toBeUndefined();
});

test('of several messages to one number the first goes first', () => {
  const rows = ['a', 'b', 'a', 'c', 'b'].map((numberId, n) => ({ numberId, n }));
  expect(onePerNumber(rows).map(({ n }) => n)).toEqual([0, 1, 3]);
});
