/** Cookies that an answer sets, by name. */
function cookiesSet(response: Response): Map<string, string> {
  return new Map(
    response.headers.getSetCookie().map((line) => {
      const [pair = ''] = line.split(';');
      return [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    }),
  );
}

export type SignInTry = { response: Response; cookies: Map<string, string> };

/**
 * Does what the sign-in page's script does: fetches the CSRF token and posts
 * the credentials with it.
 * @param url where the web process listens
 * @param origin the public address, which browsers would state
 */
export async function trySignIn(
  url: string,
  origin: string,
  provider: 'link' | 'demo',
  credentials: Record<string, string>,
  extraHeaders: Record<string, string> = {},
): Promise<SignInTry> {
  const csrf = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const response = await fetch(`${url}/api/auth/callback/${provider}`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      origin,
      cookie: [...cookiesSet(csrf)].map(([name, value]) => `${name}=${value}`).join('; '),
      'content-type': 'application/x-www-form-urlencoded',
      ...extraHeaders,
    },
    body: new URLSearchParams({ ...credentials, csrfToken, callbackUrl: '/', json: 'true' }),
  });
  return { response, cookies: cookiesSet(response) };
}

/**
 * Signs in with a one-time link as a browser does.
 * @returns the Cookie header of the session
 */
export async function signInWithLink(url: string, origin: string, link: string): Promise<string> {
  const secret = new URL(link).hash.slice(1);
  const { response, cookies } = await trySignIn(url, origin, 'link', { secret });
  const session = [...cookies].find(([name]) => /^(__Host-)?storywire$/.test(name));
  if (!response.ok || !session)
    throw new Error(`Signing in answered ${response.status}: ${await response.text()}`);
  return `${session[0]}=${session[1]}`;
}
