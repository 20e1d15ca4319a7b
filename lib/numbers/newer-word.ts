/**
 * Webhooks may come hours late and in any order, so of what a phone asked for,
 * the later counts by WhatsApp's own clock, whichever reaches us first. That
 * clock tells seconds; within one, leaving wins, as silence does less harm
 * than a message that nobody wants.
 */

/**
 * Whether a wish to be left alone still stands.
 * @param askedAt when the phone last asked to hear, by whatever word or code; null: never
 */
export const leavingStands = (at: Date, askedAt: Date | null): boolean => askedAt === null || at >= askedAt;

/**
 * Whether a wish to hear still stands.
 * @param optedOutAt when the phone last asked to be left alone; null: never
 */
export const comingBackStands = (at: Date, optedOutAt: Date | null): boolean =>
  optedOutAt === null || at > optedOutAt;
