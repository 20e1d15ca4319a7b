const dayMs = 24 * 60 * 60_000;

/**
 * Says on which day of a zone a moment lies: `2026-03-29`.
 * @param timeZone IANA name
 */
export function dayIn(timeZone: string): (at: Date) => string {
  // The form of Sweden is that of ISO 8601.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  return (at) => format.format(at);
}

/** The day so many days later, by the calendar: however long the days between are. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
