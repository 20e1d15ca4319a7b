import { cookieNames } from './cookie-names.ts';

/** The secret by which a browser that asked to sign in is known again, from its Cookie header. */
export function askedSecret(cookies: string | null | undefined, storywireUrl: string): string | undefined {
  const { asked } = cookieNames(storywireUrl);
  const values = (cookies ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .flatMap((pair) => (pair.startsWith(`${asked}=`) ? [pair.slice(asked.length + 1)] : []));
  // Two of the same name, of which one was slipped in from elsewhere, prove nothing.
  return values.length === 1 && /^[\w-]{43}$/.test(values[0]!) ? values[0] : undefined;
}

/** The Set-Cookie line that keeps it, for no script and no other site. */
export function askedCookie(secret: string, storywireUrl: string, expiresAt: Date): string {
  const { asked, secure } = cookieNames(storywireUrl);
  const attributes = ['Path=/', `Expires=${expiresAt.toUTCString()}`, 'HttpOnly', 'SameSite=Lax'];
  return [`${asked}=${secret}`, ...attributes, ...(secure ? ['Secure'] : [])].join('; ');
}
