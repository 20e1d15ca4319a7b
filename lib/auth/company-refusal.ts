/**
 * Why somebody does not get in with a company account, or cannot link one.
 * Each has a sentence under `company.refused`; nothing of what an issuer says
 * is ever shown.
 *
 * - `cancelled`: turned back at the issuer
 * - `stale`: took too long, was used already, or began in another browser or session
 * - `unavailable`: the issuer cannot be reached, or it and we are not set up for one another
 * - `untrusted`: what came back cannot be believed
 * - `unverified`, `domain`: the address was not verified, or is of nobody we let in
 * - `known`: the address belongs to a person who has not linked this account
 * - `inactive`: the person was disabled
 * - `taken`, `second`: the account is somebody else's, or the person has one already
 */
export const companyRefusals = [
  'cancelled',
  'stale',
  'unavailable',
  'untrusted',
  'unverified',
  'domain',
  'known',
  'inactive',
  'taken',
  'second',
] as const;
export type CompanyRefusal = (typeof companyRefusals)[number];

/** What stands in an address after `company=`, if it is one of ours. */
export function knownRefusal(asked: unknown): CompanyRefusal | undefined {
  return companyRefusals.find((each) => each === asked);
}
