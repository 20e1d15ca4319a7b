/** Names that the ICU data keeps for old, with what people there call the place now. */
const presentNames: Readonly<Record<string, string>> = {
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
};

/** Time zones to choose from, by IANA name. */
export const timeZoneChoices: readonly string[] = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone')
    .filter((zone) => zone !== 'UTC')
    .map((zone) => presentNames[zone] ?? zone)
    .toSorted(),
];

const chosen = new Map(timeZoneChoices.map((zone) => [zone.toLowerCase(), zone]));

/**
 * A time zone by its IANA name, older names included, as it is kept. Offsets
 * such as `+01:00` are refused, since they know no summer time. Undefined when
 * there is no such zone.
 */
export function canonicalTimeZone(text: string): string | undefined {
  const typed = text.trim();
  const listed = chosen.get(typed.toLowerCase());
  if (listed !== undefined) return listed;
  if (!/^[A-Z][A-Za-z]+(\/[A-Z][A-Za-z0-9_+-]+){1,2}$/.test(typed)) return undefined;
  try {
    Intl.DateTimeFormat('en', { timeZone: typed });
    return typed;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
