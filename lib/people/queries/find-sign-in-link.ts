import { eq } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { signInLink, signInRequest, user } from '#db/schema.ts';
import { type SignInLinkState, signInLinkState } from '../sign-in-link.ts';
import { signInLinkHash } from '../sign-in-link-hash.ts';
import { isFromBrowser } from '../sign-in-request.ts';

export type FoundSignInLink =
  | { state: Exclude<SignInLinkState, 'good'> }
  | {
      state: 'good';
      name: string;
      /** Where it leads once signed in. */
      to: string;
      /** Asked for on a sign-in page: whether in this very browser, and else in which. Undefined for other links. */
      asked: { here: boolean; device: string } | undefined;
    };

/**
 * Whose one-time link this is, without using it up: the page shows the name
 * before the button, and link previews must not spend the link.
 */
export async function findSignInLink(
  db: Queryable,
  { secret, browserSecret, now }: { secret: string; browserSecret?: string | undefined; now: Date },
): Promise<FoundSignInLink> {
  const [row] = await db
    .select({ link: signInLink, request: signInRequest, name: user.name, person: user.state })
    .from(signInLink)
    .innerJoin(user, eq(user.id, signInLink.userId))
    .leftJoin(signInRequest, eq(signInRequest.id, signInLink.requestId))
    .where(eq(signInLink.secretHash, signInLinkHash(secret)));
  const state = signInLinkState(row?.link, now);
  if (!row || state !== 'good') return { state: state === 'good' ? 'unknown' : state };
  if (row.person === 'disabled') return { state: 'revoked' };
  const { name, request } = row;
  return {
    state,
    name,
    to: request?.returnTo ?? '/',
    asked: request
      ? { here: isFromBrowser(request.browserHash, browserSecret), device: request.device }
      : undefined,
  };
}
