import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { signInLink, user } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { env } from '../../env.ts';
import { StorywireError } from '../../errors.ts';
import { newSecret } from '../../ids.ts';
import { demand } from '../permissions.ts';
import { signInLinkHash } from '../sign-in-link-hash.ts';
import { startSession } from './sessions.ts';

/** How long a one-time sign-in link is good for unless said otherwise. */
const signInLinkValidMs = 15 * 60_000;

/**
 * Makes a link that signs one person in, once.
 * The secret stands in the fragment, which browsers send to nobody: not to us,
 * not to a log of a proxy, not to a messenger that fetches a preview.
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
  return `${storywireUrl}/sign-in/link#${secret}`;
}

/**
 * Spends a one-time link and starts a session. Of two who try at once, one gets in.
 * @returns the session's id, or undefined when the link is unknown, used or over, or its person is disabled
 */
export async function redeemSignInLink(
  db: Database,
  {
    secret,
    device,
    now,
    fromWhere = null,
  }: { secret: string; device: string; now: Date; fromWhere?: string | null },
): Promise<string | undefined> {
  return await db.transaction(async (tx) => {
    const [spent] = await tx
      .update(signInLink)
      .set({ usedAt: now })
      .where(and(eq(signInLink.secretHash, signInLinkHash(secret)), isOpen(now)))
      .returning({ userId: signInLink.userId, kind: signInLink.kind });
    if (!spent) return undefined;
    const by = spent.kind === 'server' ? 'link' : spent.kind;
    return await startSession(tx, { userId: spent.userId, device, now, by, fromWhere });
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
    .where(and(eq(signInLink.userId, userId), isOpen(now)))
    .returning({ id: signInLink.id });
  return revoked.length;
}

const isOpen = (now: Date) =>
  and(isNull(signInLink.usedAt), isNull(signInLink.revokedAt), gt(signInLink.expiresAt, now));
