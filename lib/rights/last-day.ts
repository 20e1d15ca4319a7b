import { TZDate } from '@date-fns/tz';

/**
 * The moment at which a day is over in a zone.
 * @param day such as 2026-11-25
 */
export function endOfDay(day: string, timeZone: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(new TZDate(year, month - 1, date + 1, timeZone).getTime());
}

/** The last day that lies wholly before a moment in a zone: what {@link endOfDay} was given. */
export function lastDayBefore(until: Date, timeZone: string): string {
  const last = new TZDate(until.getTime() - 1, timeZone);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${last.getFullYear()}-${two(last.getMonth() + 1)}-${two(last.getDate())}`;
}
