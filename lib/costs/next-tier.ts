/**
 * The portfolio's limits on people written to first in a rolling day, from one
 * to the next. https://developers.facebook.com/documentation/business-messaging/whatsapp/messaging-limits
 */
const tiers = [250, 2_000, 10_000, 100_000] as const;

/** The limit of a business that Meta has not verified. */
export const firstTier = 250;

/** How full the present limit was, and what comes after it. */
export type TierStanding = {
  limit: number;
  most: number;
  /** 0 to 1 and beyond. */
  share: number;
  /** NULL: no limit comes after. */
  next: number | null;
  /** Meta raises a limit by itself once half of it was used within seven days at good quality. */
  halfOfLimit: number;
};

/**
 * Where the most people of a day stand against the limit.
 * @returns undefined without a limit
 */
export function tierStanding(limit: number | null, most: number): TierStanding | undefined {
  if (limit === null || limit <= 0) return undefined;
  return {
    limit,
    most,
    share: most / limit,
    next: tiers.find((tier) => tier > limit) ?? null,
    halfOfLimit: Math.ceil(limit / 2),
  };
}
