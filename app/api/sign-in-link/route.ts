import { z } from 'zod';
import { askedSecret } from '#lib/auth/asked-cookie.ts';
import { limitRequest } from '#lib/auth/limit-request.ts';
import { route } from '#lib/auth/route.ts';
import { env } from '#lib/env.ts';
import { StorywireError } from '#lib/errors.ts';
import { findSignInLink } from '#lib/people/queries/find-sign-in-link.ts';

const input = z.object({ secret: z.string().min(1).max(200) });

const notGood = {
  used: 'linkUsed',
  over: 'linkOver',
  revoked: 'linkRevoked',
  unknown: 'linkUnknown',
} as const;

/** Whose one-time link this is, without using it up. Whoever holds the link may know. */
export const POST = route({ access: 'public', input }, async ({ db, input: { secret }, request }) => {
  const looking = await limitRequest(db, request.headers, 'signInLink');
  const browserSecret = askedSecret(request.headers.get('cookie'), env().STORYWIRE_URL);
  const found = await findSignInLink(db, { secret, browserSecret, now: new Date() });
  if (found.state !== 'good') throw new StorywireError('not_found', notGood[found.state]);
  await looking.giveBack();
  const { name, to, asked } = found;
  return { name, to, asked: asked ?? null };
});
