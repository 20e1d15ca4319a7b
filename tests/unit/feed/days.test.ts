import { describe, expect, it } from 'vitest';
import { addDays, dayIn } from '#lib/feed/days.ts';

describe('a day', () => {
  it.each([
    ['2026-03-29T21:59:59Z', 'Europe/Berlin', '2026-03-29'],
    ['2026-03-29T22:00:00Z', 'Europe/Berlin', '2026-03-30'],
    ['2026-11-25T15:00:00Z', 'Asia/Tokyo', '2026-11-26'],
    ['2026-11-26T04:59:59Z', 'America/New_York', '2026-11-25'],
  ])('holds %s in %s as %s', (at, timeZone, day) => {
    expect(dayIn(timeZone)(new Date(at))).toBe(day);
  });

  it.each([
    ['2026-03-30', -1, '2026-03-29'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
  ])('%s and %i more is %s, however long the days are', (day, days, expected) => {
    expect(addDays(day, days)).toBe(expected);
  });

  it('before the day after a short one is that one, half an hour after midnight, too', () => {
    const now = new Date('2026-03-29T22:30:00Z');
    expect(addDays(dayIn('Europe/Berlin')(now), -1)).toBe('2026-03-29');
  });
});
