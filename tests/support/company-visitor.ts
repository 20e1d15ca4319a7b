/** A browser as far as signing in with a company account needs one: cookies by site, and no redirect followed unseen. */
export class CompanyVisitor {
  readonly #storywireUrl: string;
  /** Cookies by origin, then by name. */
  readonly #jars = new Map<string, Map<string, string>>();

  constructor(storywireUrl: string, cookieHeader = '') {
    this.#storywireUrl = storywireUrl;
    const jar = this.jar(storywireUrl);
    for (const pair of cookieHeader.split('; ').filter(Boolean))
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
  }

  jar(url: string): Map<string, string> {
    const { origin } = new URL(url);
    const jar = this.#jars.get(origin) ?? new Map<string, string>();
    this.#jars.set(origin, jar);
    return jar;
  }

  /** Storywire's own cookies. */
  get cookies(): Map<string, string> {
    return this.jar(this.#storywireUrl);
  }

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get isSignedIn(): boolean {
    return (this.cookies.get('storywire') ?? '') !== '';
  }

  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const jar = this.jar(url);
    const headers = new Headers(init.headers);
    headers.set('connection', 'close');
    if (jar.size > 0) headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(url, { redirect: 'manual', ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      if (value === '' || /max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }

  /** Does what the button does. */
  async begin(
    { to = '/', link = false }: { to?: string; link?: boolean } = {},
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const csrf = await this.fetch(`${this.#storywireUrl}/api/auth/csrf`);
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    return await this.fetch(`${this.#storywireUrl}/api/auth/signin/company`, {
      method: 'POST',
      headers: { origin: this.#storywireUrl, ...headers },
      body: new URLSearchParams({ csrfToken, callbackUrl: to, link: String(link) }),
    });
  }

  /** The address that the button leads to. */
  async leave(aim: { to?: string; link?: boolean } = {}): Promise<URL> {
    const response = await this.begin(aim);
    if (!response.ok) throw new Error(`Beginning was answered with ${response.status}.`);
    return new URL(((await response.json()) as { url: string }).url);
  }

  /** Chooses an account at the identity provider, and stops before the address that leads back. */
  async choose(address: URL, as: string): Promise<URL> {
    // Nobody is signed in at the provider from the time before.
    this.jar(address.href).clear();
    let next = address;
    for (let hops = 0; hops < 10; hops += 1) {
      if (next.pathname.startsWith('/choose/')) next.searchParams.set('as', as);
      const response = await this.fetch(next.href);
      const location = response.headers.get('location');
      if (location === null)
        throw new Error(`The provider answered ${response.status}: ${await response.text()}`);
      next = new URL(location, next);
      if (next.origin === this.#storywireUrl) return next;
    }
    throw new Error('The provider leads in circles.');
  }

  /** Comes back with an answer; gives the path it is sent on to. */
  async comeBack(address: URL | string): Promise<string> {
    const response = await this.fetch(String(address));
    const location = response.headers.get('location');
    if (location === null) throw new Error(`Coming back was answered with ${response.status}.`);
    const { origin, pathname, search } = new URL(location);
    if (origin !== this.#storywireUrl) throw new Error(`Coming back led to ${origin}.`);
    return `${pathname}${search}`;
  }

  /** The whole way. */
  async signIn(as: string, aim: { to?: string; link?: boolean } = {}): Promise<string> {
    return await this.comeBack(await this.choose(await this.leave(aim), as));
  }
}
