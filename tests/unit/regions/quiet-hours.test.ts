import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextSummaryAt, quietHoursOf, quietUntil, readQuietHours } from '#lib/regions/quiet-hours.ts';

const night = readQuietHours('22:00-07:00')!;
const noon = readQuietHours('12:30-13:30')!;
const at = (text: string) => new Date(text);

test.each(['24:00-07:00', '22:60-07:00', '22:00', '22:00-22:00', '2:00-7:00', '', '22:00-07:00 '])(
  '%j is no quiet hours',
  (text) => {
    expect(readQuietHours(text)).toBeUndefined();
  },
);

test.each([
  ['before they begin it is not quiet', night, 'Europe/Lisbon', '2026-07-01T20:59:59Z', undefined],
  [
    'from their first minute on it is',
    night,
    'Europe/Lisbon',
    '2026-07-01T21:00:00Z',
    '2026-07-02T06:00:00Z',
  ],
  ['after midnight still', night, 'Europe/Lisbon', '2026-07-02T05:59:59Z', '2026-07-02T06:00:00Z'],
  ['at their end no more', night, 'Europe/Lisbon', '2026-07-02T06:00:00Z', undefined],
  ['within one day', noon, 'Asia/Tokyo', '2026-07-01T03:45:00Z', '2026-07-01T04:30:00Z'],
  [
    'the night that loses an hour ends by the wall',
    night,
    'Europe/Berlin',
    '2026-03-28T22:00:00Z',
    '2026-03-29T05:00:00Z',
  ],
  [
    'the night that gains an hour ends by the wall',
    night,
    'Europe/Berlin',
    '2026-10-24T21:00:00Z',
    '2026-10-25T06:00:00Z',
  ],
  ['a zone at half an hour', night, 'Asia/Kolkata', '2026-07-01T17:00:00Z', '2026-07-02T01:30:00Z'],
])('%s', (_name, hours, zone, moment, until) => {
  expect(quietUntil(hours, zone, at(moment))?.toISOString()).toBe(until && at(until).toISOString());
});

test.each([
  ['at the end of the night', night, 'Europe/Lisbon', '2026-07-01T23:00:00Z', '2026-07-02T06:00:00Z'],
  [
    'by day, at the end of the next night',
    night,
    'Europe/Lisbon',
    '2026-07-01T12:00:00Z',
    '2026-07-02T06:00:00Z',
  ],
  [
    'at eight without quiet hours',
    undefined,
    'Europe/Lisbon',
    '2026-07-01T12:00:00Z',
    '2026-07-02T07:00:00Z',
  ],
  ['never at this very moment', undefined, 'Europe/Lisbon', '2026-07-01T07:00:00Z', '2026-07-02T07:00:00Z'],
])('the summary is due %s', (_name, hours, zone, moment, due) => {
  expect(nextSummaryAt(hours, zone, at(moment))).toEqual(at(due));
});

test("a number's own hours stand before its region's, and none is never quiet", () => {
  expect(quietHoursOf(null, '22:00-07:00')).toEqual(night);
  expect(quietHoursOf('12:30-13:30', '22:00-07:00')).toEqual(noon);
  expect(quietHoursOf('none', '22:00-07:00')).toBeUndefined();
  expect(quietHoursOf(null, null)).toBeUndefined();
});

test('whenever it is quiet it ends within a day, and at the end it is quiet no more', () => {
  const zones = ['Europe/Lisbon', 'America/Sao_Paulo', 'Asia/Tokyo', 'Australia/Lord_Howe', 'Africa/Cairo'];
  const minute = fc.integer({ min: 0, max: 1439 });
  const moment = fc.date({
    min: at('2026-01-01T00:00:00Z'),
    max: at('2027-12-31T00:00:00Z'),
    noInvalidDate: true,
  });
  const rule = fc.property(minute, minute, fc.constantFrom(...zones), moment, (from, until, zone, now) => {
    if (from === until) return true;
    const end = quietUntil({ from, until }, zone, now);
    if (!end) return true;
    return (
      end > now && end.getTime() - now.getTime() <= 25 * 3_600_000 && !quietUntil({ from, until }, zone, end)
    );
  });
  expect(fc.check(rule, { numRuns: 500 }).counterexample).toBeNull();
});
