import type { AuthOptions, User } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { z } from 'zod';
import { database } from '#db/pool.ts';
import { env } from '../env.ts';
import { log } from '../log.ts';
import { signInAsDemoPerson } from '../people/commands/sign-in-as-demo-person.ts';
import { signOutSession } from '../people/commands/sessions.ts';
import { redeemSignInLink } from '../people/commands/sign-in-link.ts';
import { deviceWords } from '../people/device-words.ts';
import { absoluteLimitMs } from '../people/session-limits.ts';
import { safeRead } from '../safe-read.ts';
import { askedSecret } from './asked-cookie.ts';
import { type CompanyWay, companyProvider } from './company-provider.ts';
import { cookieNames } from './cookie-names.ts';
import { fromWhere } from './from-where.ts';
import { reportFailure } from './report-failure.ts';
import { returnPath } from './return-path.ts';
import { authSecret } from './secret.ts';

/**
 * How next-auth signs people in here. Its cookie carries nothing but the id of
 * a session row: who that is and whether it still holds is asked of the
 * database on every request (lib/auth/current-actor.ts).
 * @param company the way to or from a company's issuer that the request is part of
 */
export function authOptions(company?: CompanyWay): AuthOptions {
  const { STORYWIRE_MODE, STORYWIRE_URL } = env();
  return {
    secret: authSecret(),
    useSecureCookies: cookieNames(STORYWIRE_URL).secure,
    cookies: cookies(STORYWIRE_URL),
    session: { strategy: 'jwt', maxAge: absoluteLimitMs / 1000 },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    providers: [
      link,
      ...(STORYWIRE_MODE === 'sandbox' ? [demo] : []),
      ...(company ? [companyProvider(company)] : []),
    ],
    callbacks: {
      signIn: async ({ user, account }) => {
        if (account?.type !== 'oauth') return true;
        if (!company?.answer || 'refused' in company.answer) return false;
        const sessionId = await company.admit(company.answer);
        // As with the others, what next-auth calls a user has the session's id.
        if (sessionId !== undefined) user.id = sessionId;
        return sessionId !== undefined;
      },
      jwt: ({ token, user }) => ({ sid: user ? user.id : token['sid'] }),
      // next-auth's own session endpoint is closed; were it ever opened, it would have nothing to say.
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url }) =>
        `${STORYWIRE_URL}${returnPath(url.startsWith(`${STORYWIRE_URL}/`) ? url.slice(STORYWIRE_URL.length) : url)}`,
    },
    events: {
      signOut: async ({ token }) => {
        const sessionId = sessionIdOf(token);
        if (sessionId) await signOutSession(database(), { sessionId, now: new Date() });
      },
    },
    logger: {
      error: (code, metadata) => log.warn({ code, error: nameOf(metadata) }, 'next-auth'),
      warn: (code) => log.warn({ code }, 'next-auth'),
      debug: () => {},
    },
  };
}

/** The session id that a decoded cookie carries, if it is one of ours. */
export function sessionIdOf(token: Record<string, unknown> | null | undefined): string | undefined {
  const parsed = z.uuid().safeParse(token?.['sid']);
  return parsed.success ? parsed.data : undefined;
}

const linkCredentials = z.object({ secret: z.string().min(1).max(200), confirmed: z.string().optional() });

const link = Credentials({
  id: 'link',
  name: 'One-time link',
  credentials: { secret: { type: 'password' }, confirmed: { type: 'text' } },
  authorize: (given, request) =>
    admit(linkCredentials, given, async ({ secret, confirmed }) =>
      redeemSignInLink(database(), {
        secret,
        confirmed: confirmed === 'yes',
        browserSecret: askedSecret(cookieHeader(request.headers), env().STORYWIRE_URL),
        ...whence(request.headers),
        now: new Date(),
      }),
    ),
});

// Left out of the providers in Meta mode, and refused there by the command as well.
const demo = Credentials({
  id: 'demo',
  name: 'Demo person',
  credentials: { userId: { type: 'text' } },
  authorize: (given, request) =>
    admit(z.object({ userId: z.uuid() }), given, async ({ userId }) =>
      signInAsDemoPerson(database(), {
        mode: env().STORYWIRE_MODE,
        userId,
        ...whence(request.headers),
        now: new Date(),
      }),
    ),
});

/**
 * Reads credentials and starts a session. next-auth calls what comes back a
 * user; here its id is the session's. It also puts the text of anything thrown
 * into an address, so what is thrown says nothing.
 */
async function admit<T>(
  shape: z.ZodType<T>,
  given: unknown,
  start: (given: T) => Promise<string | undefined>,
): Promise<User | null> {
  const parsed = safeRead(shape, given);
  if (!parsed.success) return null;
  try {
    const sessionId = await start(parsed.data);
    return sessionId ? { id: sessionId } : null;
  } catch (error) {
    throw new Error(reportFailure(error, 'sign-in'), { cause: error });
  }
}

function cookieHeader(given: Record<string, unknown> | undefined): string | null {
  const value = given?.['cookie'];
  return typeof value === 'string' ? value : null;
}

/** The device in words, and the network. */
function whence(given: Record<string, unknown> | undefined): { device: string; fromWhere: string | null } {
  const get = (name: string) => {
    const value = given?.[name];
    return typeof value === 'string' ? value : null;
  };
  return { device: deviceWords(get('user-agent')), fromWhere: fromWhere({ get }) };
}

function cookies(storywireUrl: string): AuthOptions['cookies'] {
  const names = cookieNames(storywireUrl);
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: names.secure } as const;
  return {
    sessionToken: { name: names.session, options },
    csrfToken: { name: names.csrf, options },
    callbackUrl: { name: names.returnTo, options },
    state: { name: names.state, options },
    pkceCodeVerifier: { name: names.pkce, options },
    nonce: { name: names.nonce, options },
  };
}

// Metadata may hold what was typed; the kind of error is enough to look further.
const nameOf = (metadata: unknown) => (metadata instanceof Error ? metadata.name : undefined);
