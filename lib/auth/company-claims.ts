import { z } from 'zod';
import type { CompanyRefusal } from './company-refusal.ts';
import type { CompanySettings } from './company-settings.ts';

/** Who somebody is, as an issuer vouches for it. The person is known by issuer and subject, and by nothing else. */
export type CompanyAccount = { issuer: string; subject: string; name: string; email: string };

/** How far an issuer's clock may be ahead of ours. */
const toleranceMs = 10_000;

const tokenShape = z.object({
  iss: z.string(),
  sub: z.string().min(1).max(255),
  aud: z.union([z.string(), z.array(z.string()).min(1)]),
  azp: z.string().optional(),
  exp: z.number(),
  iat: z.number(),
  nonce: z.string().min(1),
});

/**
 * Looks again at what the library has verified the signature of (OpenID
 * Connect Core 1.0, section 3.1.3.7): a token that is meant for us alone, of
 * this issuer, for this very sign-in, and good now.
 */
export function tokenIsForUs(
  claims: unknown,
  expected: { issuer: string; clientId: string; nonce: string; now: Date },
): boolean {
  const parsed = tokenShape.safeParse(claims);
  if (!parsed.success) return false;
  const { iss, aud, azp, exp, iat, nonce } = parsed.data;
  const audience = [aud].flat();
  return (
    iss === expected.issuer &&
    audience.includes(expected.clientId) &&
    (audience.length === 1 || azp !== undefined) &&
    (azp === undefined || azp === expected.clientId) &&
    nonce === expected.nonce &&
    exp * 1000 > expected.now.getTime() - toleranceMs &&
    iat * 1000 <= expected.now.getTime() + toleranceMs
  );
}

const statedShape = z.object({
  email: z.string().max(254),
  email_verified: z.boolean().optional(),
  name: z.string().optional(),
  hd: z.string().optional(),
});

/** Issuer of Google's accounts, which anybody may have, with an address of any company. */
const google = 'https://accounts.google.com';

/**
 * Whether an account is one of the company's. Address and verification count
 * only as they were stated together.
 * @param stated the claims of the token or, when it has no address, of the userinfo endpoint
 */
export function readAccount(
  stated: unknown,
  { issuer, subject }: { issuer: string; subject: string },
  settings: Pick<CompanySettings, 'domains' | 'trustEmail'>,
): CompanyAccount | { refused: CompanyRefusal } {
  const parsed = statedShape.safeParse(stated);
  if (!parsed.success) return { refused: 'unverified' };
  const { email_verified: verified, hd } = parsed.data;
  const email = parsed.data.email.toLowerCase();
  if (!(verified ?? settings.trustEmail)) return { refused: 'unverified' };
  const [local = '', domain = '', ...more] = email.split('@');
  const readable = /^[^\s"<>,;:\\()[\]\p{C}]+$/u.test(local) && more.length === 0;
  if (!readable || !settings.domains.includes(domain)) return { refused: 'domain' };
  // Google states an organisation's account by `hd`; a private one may carry the same address.
  if (issuer === google && !settings.domains.includes(hd?.toLowerCase() ?? '')) return { refused: 'domain' };
  return { issuer, subject, email, name: nameOf(parsed.data.name) || local };
}

/** A name as a list can show it: one line, at most 60 characters. */
function nameOf(name: string | undefined): string {
  const line = (name ?? '').replaceAll(/[\s\p{C}]+/gu, ' ').trim();
  return (/^.{0,60}/u.exec(line)?.[0] ?? '').trim();
}
