/**
 * A moment as the reader's clock shows it, with the place whose clock it is:
 * `18:02 (Lisbon)`.
 * @param timeZone IANA name
 * @param language BCP 47
 */
export function clockTime(moment: Date, timeZone: string, language: string): string {
  const time = new Intl.DateTimeFormat(language, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(moment);
  const place = timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  return `${time} (${place})`;
}
