import { and, eq, gt, isNull, ne } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { signInLink, user } from '#db/schema.ts';
import { signInLinkHash } from '../sign-in-link-hash.ts';

/**
 * Whose one-time link this is, without using it up: the page shows the name
 * before the button, and link previews must not spend the link.
 * @returns undefined when it is unknown, used, taken back or over
 */
export async function findSignInLink(
  db: Queryable,
  { secret, now }: { secret: string; now: Date },
): Promise<{ name: string } | undefined> {
  const [row] = await db
    .select({ name: user.name })
    .from(signInLink)
    .innerJoin(user, eq(user.id, signInLink.userId))
    .where(
      and(
        eq(signInLink.secretHash, signInLinkHash(secret)),
        isNull(signInLink.usedAt),
        isNull(signInLink.revokedAt),
        gt(signInLink.expiresAt, now),
        ne(user.state, 'disabled'),
      ),
    );
  return row;
}
