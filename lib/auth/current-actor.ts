import { cookies, headers } from 'next/headers';
import { decode } from 'next-auth/jwt';
import { cache } from 'react';
import { database } from '#db/pool.ts';
import type { UserActor } from '../actor.ts';
import { env } from '../env.ts';
import { touchSession } from '../people/commands/sessions.ts';
import { findSession } from '../people/queries/find-session.ts';
import { touchIsDue } from '../people/session-limits.ts';
import { cookieNames } from './cookie-names.ts';
import { fromWhere } from './from-where.ts';
import { sessionIdOf } from './options.ts';
import { authSecret } from './secret.ts';

/**
 * Who sent the request being answered, asked of the database; once per request
 * for a page and all its parts. Anything wrong with the cookie is nobody.
 */
export const currentActor = cache(async (): Promise<UserActor | undefined> => {
  const cookie = (await cookies()).get(cookieNames(env().STORYWIRE_URL).session)?.value;
  const sessionId = await sessionIdIn(cookie);
  if (!sessionId) return undefined;
  const db = database();
  const now = new Date();
  const found = await findSession(db, { sessionId, now, fromWhere: fromWhere(await headers()) });
  if (!found) return undefined;
  if (touchIsDue(found, now)) await touchSession(db, { sessionId, now });
  return found.actor;
});

async function sessionIdIn(cookie: string | undefined): Promise<string | undefined> {
  // A real one has about 250 characters; what is longer is not worth decrypting.
  if (!cookie || cookie.length > 4096) return undefined;
  try {
    return sessionIdOf(await decode({ token: cookie, secret: authSecret() }));
  } catch {
    // Altered, expired, or sealed with a key of another installation: nobody, and nothing to report.
    return undefined;
  }
}
