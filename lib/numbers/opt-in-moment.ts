import { TZDate } from '@date-fns/tz';

const dayMs = 24 * 60 * 60_000;

/**
 * The moment that a day stands for on which somebody agreed: its beginning
 * where the number is at home, and never later than now. Whoever types it may
 * be a day ahead of that place.
 * @param day `2026-11-25`
 * @param timeZone IANA name
 * @returns undefined when the day lies ahead everywhere
 */
export function optInMoment(day: string, timeZone: string, now: Date): Date | undefined {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const start = new Date(new TZDate(year, month - 1, date, timeZone).getTime());
  if (start.getTime() > now.getTime() + dayMs) return undefined;
  return start > now ? now : start;
}
