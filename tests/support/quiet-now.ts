const hourMs = 60 * 60_000;

/** Quiet hours that began an hour ago and end in an hour, by the clocks of a zone: `22:10-00:10`. */
export function quietNow(timeZone = 'Europe/Madrid'): string {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  return [-hourMs, hourMs].map((ms) => clock.format(new Date(Date.now() + ms))).join('-');
}
