import { asc, desc, eq } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { sender, signInRequest } from '#db/schema.ts';
import { browserHash } from '../sign-in-request.ts';

/** How far signing in by WhatsApp is: nothing was sent yet, the link is in the chat, or the code's time is over. */
export type SignInProgress = 'waiting' | 'answered' | 'over';

/**
 * How far the request of a browser is. It says no more than that: who answered
 * is for the link alone to tell, on whichever phone it was sent to.
 */
export async function getSignInProgress(
  db: Queryable,
  { browserSecret, now }: { browserSecret: string | undefined; now: Date },
): Promise<SignInProgress> {
  if (browserSecret === undefined) return 'over';
  const [row] = await db
    .select({ expiresAt: signInRequest.expiresAt, answeredAt: signInRequest.answeredAt })
    .from(signInRequest)
    .where(eq(signInRequest.browserHash, browserHash(browserSecret)))
    .orderBy(desc(signInRequest.createdAt))
    .limit(1);
  if (row?.answeredAt) return 'answered';
  return row && row.expiresAt > now ? 'waiting' : 'over';
}

/** The brand's number, as Meta writes it, for whoever wants to sign in; undefined while messages go nowhere. */
export async function findBrandNumber(db: Queryable): Promise<string | undefined> {
  const [row] = await db
    .select({ displayNumber: sender.displayNumber })
    .from(sender)
    .orderBy(asc(sender.createdAt))
    .limit(1);
  return row?.displayNumber && /\d/.test(row.displayNumber) ? row.displayNumber : undefined;
}
