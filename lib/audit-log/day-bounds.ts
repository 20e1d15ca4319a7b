import { TZDate } from '@date-fns/tz';

/**
 * The moments between which a span of days lies in a zone; days of 23 and 25
 * hours are as long as they are there.
 * @param from first day, as 2026-11-25; `to` the last, included
 */
export function dayBounds(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  timeZone: string,
): { since: Date | undefined; until: Date | undefined } {
  return {
    since: from === undefined ? undefined : startOf(from, 0, timeZone),
    until: to === undefined ? undefined : startOf(to, 1, timeZone),
  };
}

function startOf(day: string, plusDays: number, timeZone: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(new TZDate(year, month - 1, date + plusDays, timeZone).getTime());
}
