const dayMs = 24 * 60 * 60_000;

/** A session that nobody used for this long has ended: thirty days, so that a phone in a drawer over the holidays stays signed in. */
export const idleLimitMs = 30 * dayMs;

/** However much it is used, a session ends after this long, and the person signs in again. */
export const absoluteLimitMs = 90 * dayMs;

/** How old `lastUsedAt` may grow before it is written again: a row write per request would buy nothing. */
export const touchIntervalMs = 60_000;

export type SessionTimes = { lastUsedAt: Date; expiresAt: Date; revokedAt: Date | null };

/** Whether a session still signs its holder in. The person's own state is asked for elsewhere. */
export function sessionHolds(session: SessionTimes, now: Date): boolean {
  if (session.revokedAt !== null) return false;
  if (now.getTime() >= session.expiresAt.getTime()) return false;
  return now.getTime() - session.lastUsedAt.getTime() < idleLimitMs;
}

/** Whether `lastUsedAt` should be written again. */
export function touchIsDue(session: Pick<SessionTimes, 'lastUsedAt'>, now: Date): boolean {
  return now.getTime() - session.lastUsedAt.getTime() >= touchIntervalMs;
}
