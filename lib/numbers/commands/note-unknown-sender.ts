import { sql } from 'drizzle-orm';
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

type Wrote = { profileName: string | null; at: Date } & SenderIds;

/**
 * Lists somebody who wrote to the brand's number and is none of the work
 * numbers, for an admin to add the phone. Told repeatedly and in any order, it
 * is one line; a message that comes again, or after a later one, is not counted.
 */
export async function noteUnknownSender(tx: Transaction, { profileName, at, ...ids }: Wrote): Promise<void> {
  const hashes = senderHashes(keyring(), ids);
  const hash = hashes.waId ?? hashes.userId;
  if (hash === null) return;
  const parsed = hashes.waId === null ? undefined : parseNumber(`+${ids.waId ?? ''}`);
  const id = newId();
  await tx
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
    });
}
