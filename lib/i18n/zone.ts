/**
 * The viewer's time zone, or UTC while it is not known.
 * @param name from a cookie, so anything may stand in it
 */
export function knownZone(name: string | undefined): string {
  if (name === undefined || name === '') return 'UTC';
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name;
  } catch {
    return 'UTC';
  }
}

/**
 * The cookie that holds the viewer's zone; no secret, set by the browser. It may
 * not begin with the session cookie's name (lib/auth/cookie-names.ts).
 */
export const zoneCookie = 'view_zone';
