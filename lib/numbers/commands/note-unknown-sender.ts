import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { unknownSender } from '#db/schema.ts';
import { newId } from '../../ids.ts';
import { keyring } from '../../keyring.ts';
import { seal } from '../../seal.ts';
import { parseNumber } from '../parse-number.ts';
import { plainProfileName } from '../plain-profile-name.ts';
import { senderHashes, type SenderIds } from '../sender-hashes.ts';
import { shortenNumber } from '../shorten-number.ts';
import { unknownSenderRow } from '../unknown-sender-row.ts';

/** Somebody who wrote, as the listing holds them now. */
export type NotedSender = {
  id: string;
  /** ISO 3166-1 alpha-2 of the number. NULL: none, or not known. */
  country: string | null;
  /** Whether the line that says what the number is for may go to them: it has not for a day, and can. */
  mayBeAnswered: boolean;
};

type Wrote = { profileName: string | null; at: Date } & SenderIds;

/**
 * Lists somebody who wrote to the brand's number and is none of the work
 * numbers, for an admin to add the phone. Told repeatedly and in any order, it
 * is one line; a message that comes again, or after a later one, is not counted.
 * @returns undefined when WhatsApp did not say who it was
 */
export async function noteUnknownSender(
  tx: Transaction,
  { profileName, at, ...ids }: Wrote,
): Promise<NotedSender | undefined> {
  const hashes = senderHashes(keyring(), ids);
  const hash = hashes.waId ?? hashes.userId;
  if (hash === null) return undefined;
  const parsed = hashes.waId === null ? undefined : parseNumber(`+${ids.waId ?? ''}`);
  const id = newId();
  const [row] = await tx
    .insert(unknownSender)
    .values({
      id,
      hash,
      sealed: parsed?.ok ? seal(keyring(), unknownSenderRow(id), parsed.e164) : null,
      shortened: parsed?.ok ? shortenNumber(parsed.e164) : null,
      profileName: plainProfileName(profileName),
      firstAt: at,
      lastAt: at,
    })
    .onConflictDoUpdate({
      target: unknownSender.hash,
      set: {
        messages: sql`${unknownSender.messages} + (excluded.last_at > ${unknownSender.lastAt})::integer`,
        profileName: sql`coalesce(excluded.profile_name, ${unknownSender.profileName})`,
        firstAt: sql`least(${unknownSender.firstAt}, excluded.first_at)`,
        lastAt: sql`greatest(${unknownSender.lastAt}, excluded.last_at)`,
      },
    })
    .returning({
      id: unknownSender.id,
      mayBeAnswered: sql<boolean>`${unknownSender.sealed} is not null and ${unknownSender.dismissedAt} is null
        and coalesce(${unknownSender.answeredAt} < now() - interval '1 day', true)`,
    });
  return row && { ...row, country: parsed?.ok ? parsed.country : null };
}

/** In an hour, over all of them: a number that anybody may write to must not be made to write to everybody. */
const mostAnswered = 20;

/**
 * Notes that somebody unknown is being told what the number is for. The
 * caller holds their row.
 * @returns false when very many were told within the hour: then nobody is
 */
export async function noteAnswered(tx: Transaction, unknownId: string): Promise<boolean> {
  const told = await tx.$count(unknownSender, sql`${unknownSender.answeredAt} > now() - interval '1 hour'`);
  if (told >= mostAnswered) return false;
  await tx
    .update(unknownSender)
    .set({ answeredAt: sql`now()` })
    .where(eq(unknownSender.id, unknownId));
  return true;
}
