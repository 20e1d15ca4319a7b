const dayMs = 24 * 60 * 60_000;

/** Days before its end at which admins are warned of a token, each once. */
export const warningDays = [14, 7, 1] as const;

/** Whole days until a token ends, counted up: in the last 24 hours there is one left. 0: it is over. */
export const daysLeft = (expiresAt: Date, now: Date): number =>
  Math.max(0, Math.ceil((expiresAt.getTime() - now.getTime()) / dayMs));

/**
 * The warning that is due: the smallest number of days that the end is within.
 * @param expiresAt `null`: never
 * @returns undefined while there is time
 */
export function warningStage(expiresAt: Date | null, now: Date): (typeof warningDays)[number] | undefined {
  if (expiresAt === null) return undefined;
  const left = daysLeft(expiresAt, now);
  return warningDays.findLast((days) => left <= days);
}
