import { and, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { number, optIn, region } from '#db/schema.ts';
import { systemActor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { keyring } from '../../keyring.ts';
import { labelOfProfile } from '../label-of-profile.ts';
import { comingBackStands } from '../newer-word.ts';
import { parseNumber } from '../parse-number.ts';
import { findNumberBySenderIds, type NumberRecord } from '../queries/find-number.ts';
import { senderHashes, type SenderIds } from '../sender-hashes.ts';
import { shortenNumber } from '../shorten-number.ts';
import { changeByHolder, learnIds, serviceUntil } from './change-by-holder.ts';
import { insertNumber } from './insert-number.ts';

type Sent = {
  code: string;
  words: string;
  at: Date;
  /** The name in the sender's WhatsApp profile; null: none came. */
  profileName: string | null;
} & SenderIds;

/** `refused`: the code is a region's, but nobody joins by it. */
export type JoinedByRegion = NumberRecord | 'refused' | undefined;

/**
 * Takes a phone in that sent the code of a region's join link: sending it
 * proves the number and is the opt-in, kept with time and words. A phone that
 * is there already stays in its own region: who had left comes back, and whom
 * an admin paused stays paused.
 * @returns undefined when no region in use has this code, or when the phone has
 * asked to be left alone since
 */
export async function joinByRegionCode(tx: Transaction, sent: Sent): Promise<JoinedByRegion> {
  const [home] = await tx
    .select({ id: region.id })
    .from(region)
    .where(and(eq(region.joinCode, sent.code), isNull(region.archivedAt)));
  if (!home) return undefined;
  const known = await findNumberBySenderIds(tx, sent);
  if (known) return comeBack(tx, known.id, sent);
  const parsed = parseNumber(sent.waId ? `+${sent.waId}` : '');
  // A business-scoped user id alone is no number that could be told anything.
  if (!parsed.ok) return refuse(tx, home.id, sent.waId ? parsed.reason : 'user_id_alone');
  try {
    const { id } = await insertNumber(tx, {
      actor: systemActor('webhook'),
      regionId: home.id,
      e164: parsed.e164,
      country: parsed.country,
      label: labelOfProfile(sent.profileName, shortenNumber(parsed.e164)),
      kind: 'person',
      language: null,
      optIn: { kind: 'region_code', words: sent.words, at: sent.at },
    });
    return await open(tx, id, sent);
  } catch (error) {
    if (!(error instanceof StorywireError) || error.code !== 'conflict') throw error;
    // The same phone was taken in at the same moment.
    const now = await findNumberBySenderIds(tx, sent);
    return now && comeBack(tx, now.id, sent);
  }
}

/** A number that is there already has asked for itself, whatever it was before, unless it has left since. */
async function comeBack(tx: Transaction, numberId: string, sent: Sent): Promise<NumberRecord | undefined> {
  const [row] = await tx.select().from(number).where(eq(number.id, numberId)).for('update');
  if (!row || !comingBackStands(sent.at, row.optedOutAt)) return undefined;
  await tx.insert(optIn).values({ numberId, kind: 'region_code', words: sent.words, at: sent.at });
  const state = row.state === 'paused' ? 'paused' : 'active';
  const set = { state, joinCode: null, mutedUntil: null, serviceUntil: serviceUntil(sent.at) } as const;
  return changeByHolder(tx, row, 'number.join', set, senderHashes(keyring(), sent));
}

/** Opens the window for the answer, and learns by which ids WhatsApp knows the new phone. */
async function open(tx: Transaction, numberId: string, sent: Sent): Promise<NumberRecord | undefined> {
  const [row] = await tx
    .update(number)
    .set({ serviceUntil: serviceUntil(sent.at) })
    .where(eq(number.id, numberId))
    .returning();
  if (row) await learnIds(tx, row, senderHashes(keyring(), sent));
  return row;
}

async function refuse(tx: Transaction, regionId: string, reason: string): Promise<'refused'> {
  const detail = { regionId, reason };
  await recordAudit(tx, {
    actor: systemActor('webhook'),
    action: 'number.join',
    thingId: regionId,
    outcome: 'refused',
    detail,
  });
  return 'refused';
}
