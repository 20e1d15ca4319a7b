import { z } from 'zod';
import { keyring } from '../keyring.ts';
import { seal, unseal } from '../seal.ts';

/**
 * What somebody set out to do at the issuer, kept in a sealed cookie beside
 * next-auth's own. It names the `state` of this very way, so that one that was
 * begun for signing in never ends in linking, nor the other way round.
 */
export type CompanyIntent = {
  state: string;
  /** Where to go once signed in. */
  to: string;
  /** The session that the account is to be linked to. Null: to sign in. */
  linkTo: string | null;
};

/** As long as next-auth gives its own cookies of the way. */
export const intentValidMs = 15 * 60_000;

const row = 'company-intent';
const shape = z.object({
  state: z.string().min(1),
  to: z.string(),
  linkTo: z.uuid().nullable(),
  until: z.number(),
});

export function sealIntent(intent: CompanyIntent, now: Date): string {
  return seal(keyring(), row, JSON.stringify({ ...intent, until: now.getTime() + intentValidMs }));
}

/** @returns undefined when it is absent, altered or over */
export function openIntent(cookie: string | undefined, now: Date): CompanyIntent | undefined {
  if (!cookie || cookie.length > 8192) return undefined;
  try {
    const parsed = shape.safeParse(JSON.parse(unseal(keyring(), row, cookie)));
    return parsed.success && now.getTime() < parsed.data.until ? parsed.data : undefined;
  } catch {
    // Altered, or sealed by another installation: as good as absent.
    return undefined;
  }
}
