import { day, hour } from './scenario.ts';
import type { NumberRow } from './store.ts';

/** Whether a number's hours are quiet, reckoned in another way than the rule does: by a zone's offset in each hour. */
export function isQuietFor({ ownQuietHours, region }: NumberRow, at: number): boolean {
  const hours = ownQuietHours ?? region.quietHours;
  if (hours === null || hours === 'none') return false;
  const [from = 0, until = 0] = hours.split('-').map((text) => {
    const [hours = 0, minutes = 0] = text.split(':').map(Number);
    return hours * hour + minutes * 60_000;
  });
  const local = (at + offsetMs(region.timeZone, at) + day) % day;
  return from < until ? from <= local && local < until : local >= from || local < until;
}

const offsets = new Map<string, number>();
const formats = new Map<string, Intl.DateTimeFormat>();

function offsetMs(timeZone: string, at: number): number {
  const begins = Math.floor(at / hour) * hour;
  const key = `${timeZone} ${begins}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' });
  formats.set(timeZone, format);
  const part = Object.fromEntries(
    format.formatToParts(begins).map(({ type, value }) => [type, Number(value)]),
  );
  const local = Date.UTC(
    part['year'] ?? 0,
    (part['month'] ?? 1) - 1,
    part['day'] ?? 1,
    part['hour'] ?? 0,
    part['minute'] ?? 0,
  );
  offsets.set(key, local - begins);
  return local - begins;
}
