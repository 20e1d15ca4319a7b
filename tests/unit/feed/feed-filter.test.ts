import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayBounds } from '#lib/feed/day-bounds.ts';
import { type FeedFilter, filterQuery, isFiltered, standings } from '#lib/feed/feed-filter.ts';
import { readFilter } from '#lib/feed/feed-input.ts';
import { storyKinds } from '#lib/words.ts';

const filters: fc.Arbitrary<FeedFilter> = fc.record(
  {
    region: fc.uuid(),
    group: fc.uuid(),
    account: fc.stringMatching(/^[\w.]{1,30}$/),
    kind: fc.constantFrom(...storyKinds),
    standing: fc.constantFrom(...standings),
    from: fc.constantFrom('2026-03-29', '2024-02-29'),
    to: fc.constantFrom('2026-11-25', '2030-01-01'),
    q: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => text === text.trim()),
  },
  { requiredKeys: [] },
);
const asPage = (query: string) => Object.fromEntries(new URLSearchParams(query));

describe('a filter', () => {
  it('stands in the address whole, and is read back as it was', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        fc.pre(filter.q === undefined || filter.q.length > 0);
        expect(readFilter(asPage(filterQuery(filter)))).toEqual(filter);
        expect(isFiltered(filter)).toBe(filterQuery(filter) !== '');
      }),
    );
  });

  it.each([
    ['region', 'brazil'],
    ['group', ''],
    ['account', 'a b'],
    ['kind', 'reel'],
    ['standing', 'dead'],
    ['from', '2026-02-30'],
    ['to', 'yesterday'],
    ['q', '   '],
    ['q', 'x'.repeat(101)],
  ])('with a mistyped %s (%j) narrows nothing down by it', (field, value) => {
    expect(readFilter({ [field]: value, kind: field === 'kind' ? value : 'video' })).toEqual(
      field === 'kind' ? {} : { kind: 'video' },
    );
  });

  it('given twice in an address narrows nothing down', () => {
    expect(readFilter({ kind: ['image', 'video'] })).toEqual({});
  });
});

describe('days of a filter', () => {
  it.each([
    ['a usual day', 'Europe/Berlin', '2026-03-28', '2026-03-27T23:00Z', '2026-03-28T23:00Z'],
    ['of 23 hours', 'Europe/Berlin', '2026-03-29', '2026-03-28T23:00Z', '2026-03-29T22:00Z'],
    ['of 25 hours', 'Europe/Berlin', '2026-10-25', '2026-10-24T22:00Z', '2026-10-25T23:00Z'],
    ['that begins at one o’clock', 'Africa/Cairo', '2026-04-24', '2026-04-23T22:00Z', '2026-04-24T21:00Z'],
    ['at the end of a year', 'Asia/Tokyo', '2026-12-31', '2026-12-30T15:00Z', '2026-12-31T15:00Z'],
  ])('%s (%s) last from midnight to midnight there', (_name, zone, day, begins, ends) => {
    expect(dayBounds({ from: day, to: day }, zone)).toEqual({
      begins: new Date(begins),
      ends: new Date(ends),
    });
  });

  it('may be open on either side', () => {
    expect(dayBounds({}, 'UTC')).toEqual({ begins: undefined, ends: undefined });
    expect(dayBounds({ from: '2026-01-01' }, 'UTC').ends).toBeUndefined();
  });
});
