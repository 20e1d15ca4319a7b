/**
 * The whole address. The secret stands in the fragment, which browsers send to
 * nobody: not to us, not to a log of a proxy, not to a messenger that fetches a preview.
 */
export const signInLinkAddress = (storywireUrl: string, secret: string) =>
  `${storywireUrl}/sign-in/link#${secret}`;

export type SignInLinkState = 'good' | 'used' | 'over' | 'revoked' | 'unknown';

/** Whether a link still signs in. One that was used is called so even when its time is over as well. */
export function signInLinkState(
  link: { usedAt: Date | null; revokedAt: Date | null; expiresAt: Date } | undefined,
  now: Date,
): SignInLinkState {
  if (!link) return 'unknown';
  if (link.usedAt !== null) return 'used';
  if (link.revokedAt !== null) return 'revoked';
  return link.expiresAt > now ? 'good' : 'over';
}
