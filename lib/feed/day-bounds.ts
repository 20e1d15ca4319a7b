import { wallMoment } from '../reposts/wall-time.ts';
import { addDays } from './days.ts';

/**
 * From when until when, exclusive, a range of whole days lasts on the clocks
 * of a zone. A day may begin at one o'clock, where the clocks are put forward
 * at midnight.
 * @param from, to `2026-03-29`, or undefined where the range is open
 * @param timeZone IANA name
 */
export function dayBounds(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  timeZone: string,
): { begins: Date | undefined; ends: Date | undefined } {
  return {
    begins: from === undefined ? undefined : beginning(from, timeZone),
    ends: to === undefined ? undefined : beginning(addDays(to, 1), timeZone),
  };
}

function beginning(day: string, timeZone: string): Date | undefined {
  const moment = wallMoment(`${day}T00:00`, timeZone);
  switch (moment.kind) {
    case 'one':
      return moment.at;
    case 'twice':
      return moment.earlier;
    case 'never':
      return moment.next;
    case 'unreadable':
      return undefined;
  }
}
