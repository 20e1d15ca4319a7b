import { TZDate } from '@date-fns/tz';

/** A time of the clock on the wall: `2026-03-29T02:30`, as an input of type `datetime-local` gives it. */
export type WallTime = string;

export type WallMoment =
  | { kind: 'one'; at: Date }
  /** The clocks were put back: they show it twice. */
  | { kind: 'twice'; earlier: Date; later: Date }
  /** The clocks were put forward: they never show it. */
  | { kind: 'never'; next: Date }
  | { kind: 'unreadable' };

const form = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/**
 * The moment at which a zone's clocks show a time. Where they never show it or
 * show it twice, that is said, so that somebody chooses and nobody is
 * surprised by an hour.
 * @param timeZone IANA name
 */
export function wallMoment(wall: WallTime, timeZone: string): WallMoment {
  const asUtc = utcOf(wall);
  if (asUtc === undefined) return { kind: 'unreadable' };
  // Offsets a day before and a day after: a change of clocks lies between the two or nowhere near.
  const offsets = new Set([-dayMs, dayMs].map((off) => offsetMs(asUtc + off, timeZone)));
  const moments = [...offsets]
    .map((offset) => new Date(asUtc - offset))
    .filter((at) => wallTime(at, timeZone) === wall)
    .toSorted((a, b) => a.getTime() - b.getTime());
  const [earlier, later] = moments;
  if (earlier && later) return { kind: 'twice', earlier, later };
  if (earlier) return { kind: 'one', at: earlier };
  return { kind: 'never', next: changeBetween(asUtc - dayMs, asUtc + dayMs, timeZone) };
}

/** What a zone's clocks show at a moment. */
export function wallTime(at: Date, timeZone: string): WallTime {
  return new Date(at.getTime() + offsetMs(at.getTime(), timeZone)).toISOString().slice(0, 16);
}

function utcOf(wall: WallTime): number | undefined {
  if (!form.test(wall)) return undefined;
  const time = Date.parse(`${wall}:00Z`);
  // 30 February would come out as another day.
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 16) !== wall ? undefined : time;
}

/** How much a zone's clocks are ahead of UTC at a moment. */
const offsetMs = (time: number, timeZone: string): number =>
  -new TZDate(time, timeZone).getTimezoneOffset() * minuteMs;

/** The first minute after a change of the zone's clocks. */
function changeBetween(from: number, until: number, timeZone: string): Date {
  const before = offsetMs(from, timeZone);
  let [low, high] = [from, until];
  while (high - low > minuteMs) {
    const middle = low + Math.floor((high - low) / (2 * minuteMs)) * minuteMs;
    if (offsetMs(middle, timeZone) === before) low = middle;
    else high = middle;
  }
  return new Date(high);
}
