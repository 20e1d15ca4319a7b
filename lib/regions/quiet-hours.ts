import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns/addDays';
import { startOfDay } from 'date-fns/startOfDay';

/** Minutes since midnight, by the clock on the wall. `from` may lie after `until`: then they span midnight. */
export type QuietHours = { from: number; until: number };

/** When the day's summary goes out to a number that has no quiet hours. */
const summaryMinute = 8 * 60;

const form = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/;

/**
 * Reads `22:00-07:30`, as it is stored.
 * @returns undefined when it is nothing of the kind, or spans no time
 */
export function readQuietHours(text: string): QuietHours | undefined {
  const match = form.exec(text);
  if (!match) return undefined;
  const [from, until] = [minuteOf(match[1], match[2]), minuteOf(match[3], match[4])];
  return from === until ? undefined : { from, until };
}

const minuteOf = (hours = '', minutes = '') => Number(hours) * 60 + Number(minutes);

/**
 * What holds for a number: its own, or its home region's.
 * @param own `null`: the region's; `none`: never quiet
 */
export function quietHoursOf(own: string | null, regions: string | null): QuietHours | undefined {
  const text = own ?? regions;
  return text === null || text === 'none' ? undefined : readQuietHours(text);
}

/**
 * Until when it is quiet at a moment; undefined when it is not. Wall clocks
 * decide: a night that daylight saving makes longer or shorter ends when the
 * clock on the wall says so.
 * @param timeZone IANA name, of the number's home region
 */
export function quietUntil(hours: QuietHours, timeZone: string, at: Date): Date | undefined {
  for (const day of [-1, 0]) {
    const from = wallMoment(at, timeZone, day, hours.from);
    const until = wallMoment(at, timeZone, hours.from < hours.until ? day : day + 1, hours.until);
    if (from <= at && at < until) return until;
  }
  return undefined;
}

/**
 * When the next summary of a number goes out: at the end of its quiet hours,
 * or at eight where it has none.
 */
export function nextSummaryAt(hours: QuietHours | undefined, timeZone: string, at: Date): Date {
  const minute = hours?.until ?? summaryMinute;
  for (const day of [0, 1]) {
    const due = wallMoment(at, timeZone, day, minute);
    if (due > at) return due;
  }
  return wallMoment(at, timeZone, 2, minute);
}

/** How quiet hours are read: by the two rules above, or by something that remembers what they said. */
export type QuietClock = { quietUntil: typeof quietUntil; nextSummaryAt: typeof nextSummaryAt };

export const wallClock: QuietClock = { quietUntil, nextSummaryAt };

/** The moment at which a zone's clocks show a minute of the day, `days` after the day that `at` lies in there. */
function wallMoment(at: Date, timeZone: string, days: number, minute: number): Date {
  const day = addDays(startOfDay(new TZDate(at, timeZone)), days);
  day.setHours(Math.floor(minute / 60), minute % 60, 0, 0);
  return new Date(day.getTime());
}
