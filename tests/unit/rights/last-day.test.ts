import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { endOfDay, lastDayBefore } from '#lib/rights/last-day.ts';

test.each([
  ['2026-11-25', 'America/Sao_Paulo', '2026-11-26T03:00:00.000Z'],
  ['2026-11-25', 'Asia/Tokyo', '2026-11-25T15:00:00.000Z'],
  // The day on which summer time ends has 25 hours there.
  ['2026-10-25', 'Europe/Lisbon', '2026-10-26T00:00:00.000Z'],
  ['2026-12-31', 'UTC', '2027-01-01T00:00:00.000Z'],
])('%s ends in %s when its clocks show midnight', (day, zone, end) => {
  expect(endOfDay(day, zone).toISOString()).toBe(end);
});

test('the day that was chosen is shown again, in every zone', () => {
  const zones = ['America/Sao_Paulo', 'Europe/Lisbon', 'Asia/Tokyo', 'Pacific/Kiritimati', 'Africa/Cairo'];
  const days = fc
    .date({
      min: new Date('2026-01-01T00:00:00Z'),
      max: new Date('2030-12-31T00:00:00Z'),
      noInvalidDate: true,
    })
    .map((date) => date.toISOString().slice(0, 10));
  const rule = fc.property(days, fc.constantFrom(...zones), (day, zone) => {
    expect(lastDayBefore(endOfDay(day, zone), zone)).toBe(day);
  });
  expect(fc.check(rule).counterexample).toBeNull();
});
