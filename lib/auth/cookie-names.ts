/**
 * Names of the sign-in cookies. With `__Host-` a browser takes a cookie only
 * from this very host, over https, for every path; over http it refuses the
 * prefix, so a plain name stands there.
 *
 * next-auth joins every cookie whose name begins with the session cookie's, so
 * no other cookie of Storywire may begin with `storywire`.
 */
export function cookieNames(storywireUrl: string): {
  session: string;
  csrf: string;
  returnTo: string;
  /** Holds the secret of a browser that asked to sign in by WhatsApp. */
  asked: string;
  /** The four of a sign-in with a company account, from the button to the way back. */
  state: string;
  pkce: string;
  nonce: string;
  intent: string;
  secure: boolean;
} {
  const secure = storywireUrl.startsWith('https:');
  const prefix = secure ? '__Host-' : '';
  return {
    session: `${prefix}storywire`,
    csrf: `${prefix}csrf-storywire`,
    returnTo: `${prefix}to-storywire`,
    asked: `${prefix}asked-storywire`,
    state: `${prefix}state-storywire`,
    pkce: `${prefix}pkce-storywire`,
    nonce: `${prefix}nonce-storywire`,
    intent: `${prefix}intent-storywire`,
    secure,
  };
}
