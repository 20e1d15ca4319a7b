import { z } from 'zod';
import { StorywireError } from '#lib/errors.ts';
import { route } from '#lib/auth/route.ts';
import { findSignInLink } from '#lib/people/queries/find-sign-in-link.ts';

const input = z.object({ secret: z.string().min(1).max(200) });

/** Whose one-time link this is, without using it up. Whoever holds the link may know. */
export const POST = route({ access: 'public', input }, async ({ db, input: { secret } }) => {
  const found = await findSignInLink(db, { secret, now: new Date() });
  if (!found) throw new StorywireError('not_found', 'linkOver');
  return found;
});
