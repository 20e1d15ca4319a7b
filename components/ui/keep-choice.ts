const yearS = 365 * 24 * 60 * 60;

/** Keeps a choice in a cookie for a year, so that the server writes the next page with it. No secrets: scripts can read it. */
export function keepChoice(cookie: string, value: string): void {
  document.cookie = `${cookie}=${encodeURIComponent(value)}; path=/; max-age=${yearS}; samesite=lax`;
}
