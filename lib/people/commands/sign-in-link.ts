import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { signInLink, signInRequest, user } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { env } from '../../env.ts';
import { StorywireError } from '../../errors.ts';
import { newSecret } from '../../ids.ts';
import { demand } from '../permissions.ts';
import { signInLinkAddress, signInLinkState } from '../sign-in-link.ts';
import { signInLinkHash } from '../sign-in-link-hash.ts';
import { isFromBrowser } from '../sign-in-request.ts';
import { startSession } from './sessions.ts';

/** How long a one-time sign-in link is good for unless said otherwise. */
const signInLinkValidMs = 15 * 60_000;

/**
 * Makes a link that signs one person in, once.
 * @returns the whole address
 * @throws StorywireError `forbidden`; `not_found` when the person is disabled or unknown
 */
export async function createSignInLink(
  db: Database,
  {
    actor,
    userId,
    validForMs = signInLinkValidMs,
    storywireUrl = env().STORYWIRE_URL,
  }: { actor: Actor; userId: string; validForMs?: number; storywireUrl?: string },
): Promise<string> {
  // Whoever can make a link for somebody can be that somebody.
  demand(actor, 'people.manage', null);
  const secret = newSecret();
  await db.transaction(async (tx) => {
    const [person] = await tx.select({ state: user.state }).from(user).where(eq(user.id, userId));
    if (person?.state !== 'active') throw new StorywireError('not_found', 'personNotFound');
    const expiresAt = new Date(Date.now() + validForMs);
    await tx.insert(signInLink).values({ userId, secretHash: signInLinkHash(secret), expiresAt });
    await recordAudit(tx, { actor, action: 'signInLink.create', thingId: userId, detail: { expiresAt } });
  });
  return signInLinkAddress(storywireUrl, secret);
}

const sessionBy = { server: 'link', invitation: 'invitation', whatsapp: 'whatsapp' } as const;

/**
 * Spends a one-time link and starts a session. Of two who try at once, one gets in.
 *
 * A link that answers a sign-in page signs in without a question only in the
 * browser that asked for it, by the secret in its cookie. Opened anywhere else
 * it needs the answer of the person in front of the screen, who is told as whom
 * and where it was asked for: else a link sent to somebody would sign them in
 * as its sender. And it signs in the browser it was opened in, never the one
 * that asked, which may be a stranger's who talked somebody into sending a code.
 * @param confirmed the person was shown the name and said yes
 * @returns the session's id, or undefined when the link is not good any more,
 * not confirmed where it must be, or its person is disabled
 */
export async function redeemSignInLink(
  db: Database,
  {
    secret,
    device,
    now,
    browserSecret,
    confirmed = false,
    fromWhere = null,
  }: {
    secret: string;
    device: string;
    now: Date;
    browserSecret?: string | undefined;
    confirmed?: boolean;
    fromWhere?: string | null;
  },
): Promise<string | undefined> {
  return await db.transaction(async (tx) => {
    const [found] = await tx
      .select({ link: signInLink, browserHash: signInRequest.browserHash })
      .from(signInLink)
      .leftJoin(signInRequest, eq(signInRequest.id, signInLink.requestId))
      .where(eq(signInLink.secretHash, signInLinkHash(secret)))
      .for('update', { of: signInLink });
    if (!found || signInLinkState(found.link, now) !== 'good') return undefined;
    const { link } = found;
    if (link.kind === 'whatsapp' && !confirmed && !isFromBrowser(found.browserHash, browserSecret))
      return undefined;
    await tx.update(signInLink).set({ usedAt: now }).where(eq(signInLink.id, link.id));
    return await startSession(tx, { userId: link.userId, device, now, by: sessionBy[link.kind], fromWhere });
  });
}

/**
 * Takes back every link of a person that nobody has used, in the transaction of what shuts them out.
 * @returns how many there were
 */
export async function revokeSignInLinks(
  tx: Transaction,
  { userId, now }: { userId: string; now: Date },
): Promise<number> {
  const revoked = await tx
    .update(signInLink)
    .set({ revokedAt: now })
    .where(
      and(
        eq(signInLink.userId, userId),
        isNull(signInLink.usedAt),
        isNull(signInLink.revokedAt),
        gt(signInLink.expiresAt, now),
      ),
    )
    .returning({ id: signInLink.id });
  return revoked.length;
}
