import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { sender } from '#db/schema.ts';
import type { Actor } from '#lib/actor.ts';
import { recordAudit } from '#lib/audit/commands.ts';
import { canSend } from '../queries/token-can.ts';

/**
 * Gives every sender whose token cannot send from it (any more) to one that
 * can: the token is gone, broken, lacks a permission, or Meta does not show it
 * the number. Permissions alone do not tell whose number they are for, so only
 * a token with which the number was really read comes into question; of
 * several the environment's takes it, then the one connected first. A sender
 * that no other token can send from stays as it is.
 * The caller has called `lockHandOvers`.
 */
export async function handOverSenders(tx: Transaction, { actor }: { actor: Actor }): Promise<void> {
  const rows = await tx.execute<{
    senderId: string;
    phoneNumberId: string;
    from: string | null;
    to: string | null;
  }>(sql`
    select s.id as "senderId", s.phone_number_id as "phoneNumberId", s.token_id as "from", (
      select r.token_id from sender_reach r join token t on t.id = r.token_id
      where r.sender_id = s.id and ${canSend('t')}
      order by (t.source = 'environment') desc, t.created_at, t.id limit 1
    ) as "to"
    from sender s left join token c on c.id = s.token_id
    where c.id is null or not ${canSend('c')}
      or not exists (select from sender_reach r where r.sender_id = s.id and r.token_id = c.id)
    order by s.id for no key update of s`);
  for (const { from, to, ...given } of rows)
    if (to !== null && to !== from) await giveSender(tx, { actor, ...given, tokenId: to });
}

/** Lets a token send from a number, and writes it down. The caller holds the sender's row. */
export async function giveSender(
  tx: Transaction,
  {
    actor,
    senderId,
    phoneNumberId,
    tokenId,
  }: { actor: Actor; senderId: string; phoneNumberId: string; tokenId: string },
): Promise<void> {
  await tx.update(sender).set({ tokenId }).where(eq(sender.id, senderId));
  await recordAudit(tx, {
    actor,
    action: 'sender.connect',
    thingId: senderId,
    detail: { phoneNumberId, tokenId },
  });
}
