import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { grant, number, region, signInLink, signInRequest, user } from '#db/schema.ts';
import type { NumberActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { env } from '../../env.ts';
import { newId, newSecret } from '../../ids.ts';
import { keyring } from '../../keyring.ts';
import { signInLinkAddress } from '../sign-in-link.ts';
import { signInLinkHash } from '../sign-in-link-hash.ts';
import { signInCodeHash, type SignInRefusal, signInRequestValidMs } from '../sign-in-request.ts';

export type SignInAnswer =
  | { kind: 'refused'; reason: SignInRefusal }
  | { kind: 'link'; link: string; until: Date; name: string; device: string };

type Holder = typeof number.$inferSelect;

/**
 * Answers a phone that sent the code of a sign-in page, with a one-time link.
 *
 * Who somebody is comes from the number that WhatsApp says the message is from,
 * never from the code: a code names the browser that waits, and may be known
 * to others. So a guessed or overheard code gives whoever sends it a link for
 * themselves and nothing of anybody else's; and a code that somebody is talked
 * into sending gives its maker nothing, since the link goes to the sender's
 * own chat and the waiting browser is never signed in by it from afar.
 *
 * A risk that is accepted: somebody who reads a code off a screen and sends it
 * first is answered in place of whoever it was meant for. That link signs them
 * in as themselves, and the screen says that it was answered; its owner gets
 * "used already" in WhatsApp and asks for a new code. What is lost is a try.
 * @returns what to say; a request is answered once, and one that is refused because of the number stays open
 */
export async function answerSignIn(
  tx: Transaction,
  { numberId, code, now }: { numberId: string; code: string; now: Date },
): Promise<SignInAnswer> {
  // The lock makes two texts of the same phone follow one another: it becomes one person, not two.
  const [row] = await tx
    .select({ holder: number, archivedAt: region.archivedAt })
    .from(number)
    .innerJoin(region, eq(region.id, number.homeRegionId))
    .where(eq(number.id, numberId))
    .for('update', { of: number });
  if (!row) throw new Error('The number was removed meanwhile.');
  const { holder } = row;
  const reason = await reasonAgainst(tx, holder, row.archivedAt);
  if (reason) return { kind: 'refused', reason };
  const request = await claimRequest(tx, code, now);
  if (typeof request === 'string') return { kind: 'refused', reason: request };
  const person = (await personOf(tx, holder)) ?? (await addViewer(tx, holder));
  const secret = newSecret();
  const until = new Date(now.getTime() + signInRequestValidMs);
  await tx.insert(signInLink).values({
    userId: person.id,
    secretHash: signInLinkHash(secret),
    kind: 'whatsapp',
    requestId: request.id,
    createdAt: now,
    expiresAt: until,
  });
  await recordAudit(tx, {
    actor: actorOf(holder),
    action: 'signInLink.create',
    thingId: person.id,
    detail: { kind: 'whatsapp', device: request.device, expiresAt: until },
  });
  const link = signInLinkAddress(env().STORYWIRE_URL, secret);
  return { kind: 'link', link, until, name: person.name, device: request.device };
}

const actorOf = ({ id }: Holder): NumberActor => ({ kind: 'number', numberId: id });

async function reasonAgainst(
  tx: Transaction,
  holder: Holder,
  archivedAt: Date | null,
): Promise<SignInRefusal | undefined> {
  if (holder.state === 'invited' || holder.state === 'paused' || holder.state === 'opted_out')
    return holder.state;
  if (archivedAt !== null) return 'region_archived';
  return (await personOf(tx, holder))?.state === 'disabled' ? 'disabled' : undefined;
}

async function personOf(tx: Transaction, holder: Holder) {
  if (holder.userId === null) return undefined;
  // Whoever disables this person waits, or has done so already.
  const [person] = await tx.select().from(user).where(eq(user.id, holder.userId)).for('update');
  return person;
}

async function claimRequest(
  tx: Transaction,
  code: string,
  now: Date,
): Promise<{ id: string; device: string } | SignInRefusal> {
  const codeHash = signInCodeHash(keyring(), code);
  const [claimed] = await tx
    .update(signInRequest)
    .set({ answeredAt: now })
    .where(
      and(
        eq(signInRequest.codeHash, codeHash),
        isNull(signInRequest.answeredAt),
        gt(signInRequest.expiresAt, now),
      ),
    )
    .returning({ id: signInRequest.id, device: signInRequest.device });
  if (claimed) return claimed;
  const [known] = await tx
    .select({ answeredAt: signInRequest.answeredAt })
    .from(signInRequest)
    .where(eq(signInRequest.codeHash, codeHash));
  if (!known) return 'code_unknown';
  return known.answeredAt === null ? 'code_over' : 'code_used';
}

/** An active number without a person becomes a viewer of its home region, under the name it has there. */
async function addViewer(tx: Transaction, holder: Holder): Promise<{ id: string; name: string }> {
  const id = newId();
  const grants = [{ role: 'viewer', regionId: holder.homeRegionId }] as const;
  const actor = actorOf(holder);
  await tx.insert(user).values({ id, name: holder.label });
  await tx.insert(grant).values(grants.map((each) => ({ userId: id, ...each })));
  await tx.update(number).set({ userId: id }).where(eq(number.id, holder.id));
  await recordAudit(tx, { actor, action: 'person.add', thingId: id, detail: { grants } });
  await recordAudit(tx, {
    actor,
    action: 'number.link',
    thingId: holder.id,
    detail: { userId: id, regionId: holder.homeRegionId },
  });
  return { id, name: holder.label };
}
