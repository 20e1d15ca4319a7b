/**
 * How many people may be written to outside their service window in a rolling
 * day, by the whole portfolio. NULL: Meta did not say.
 */
export type PeopleLimit = number | 'unlimited' | null;

/** Source: whatsapp/messaging-limits. The first two are of before October 2025. */
const tiers = new Map<string, PeopleLimit>([
  ['TIER_50', 50],
  ['TIER_1K', 1_000],
  ['TIER_250', 250],
  ['TIER_2K', 2_000],
  ['TIER_10K', 10_000],
  ['TIER_100K', 100_000],
  ['TIER_UNLIMITED', 'unlimited'],
]);

/**
 * Reads a limit as the phone number's field writes it (`TIER_250`), or as
 * webhooks do: a number, of which -1 is no limit. A word that is not known says nothing.
 * Source: whatsapp/webhooks/reference/business_capability_update.
 */
export function readPeopleLimit(word: string | null): PeopleLimit {
  if (word === null) return null;
  if (word === '-1') return 'unlimited';
  if (/^\d{1,9}$/.test(word)) return Number(word);
  return tiers.get(word) ?? null;
}
