/**
 * Where to go after signing in: a path of this Storywire, whatever was asked.
 * Anything that a browser could read as another host becomes `/`: `//host`,
 * `/\host`, an address with a scheme, control characters that browsers drop.
 */
export function returnPath(asked: string | null | undefined): string {
  if (!asked || asked.length > 2048 || !asked.startsWith('/')) return '/';
  // eslint-disable-next-line no-control-regex -- exactly these are what must not pass
  if (/^\/[/\\]|[\\\u0000-\u001f\u007f]/.test(asked)) return '/';
  const url = new URL(asked, 'http://storywire.invalid');
  if (url.origin !== 'http://storywire.invalid' || url.pathname.startsWith('//')) return '/';
  const isSignIn = url.pathname === '/sign-in' || url.pathname.startsWith('/sign-in/');
  return isSignIn ? '/' : `${url.pathname}${url.search}${url.hash}`;
}
