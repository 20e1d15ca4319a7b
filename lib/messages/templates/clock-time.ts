/** By language and zone: making one takes longer than all the rest of a message. */
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * A moment as the reader's clock shows it, with the place whose clock it is:
 * `18:02 (Lisbon)`.
 * @param timeZone IANA name
 * @param language BCP 47
 */
export function clockTime(moment: Date, timeZone: string, language: string): string {
  const time = formatOf(timeZone, language).format(moment);
  const place = timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  return `${time} (${place})`;
}

function formatOf(timeZone: string, language: string): Intl.DateTimeFormat {
  const key = `${language} ${timeZone}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(language, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(key, format);
  return format;
}
