import { plainWords } from './plain-words.ts';
import { canonicalTimeZone, timeZoneChoices } from './time-zones.ts';

/** A time zone as people write it: its name, however capitalised, or its city alone (`Lisbon`). Undefined when it is none. */
export function readTimeZone(text: string): string | undefined {
  const named = canonicalTimeZone(text.trim().replaceAll(' ', '_'));
  if (named !== undefined) return named;
  const city = plainWords(text);
  const found = timeZoneChoices.filter((zone) => plainWords(zone.slice(zone.lastIndexOf('/') + 1)) === city);
  return found.length === 1 ? found[0] : undefined;
}
