import { eq, inArray } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { number, numberRegion, optIn, region } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { StorywireError } from '../../errors.ts';
import { newCode, newId } from '../../ids.ts';
import { keyring } from '../../keyring.ts';
import { notifyLive } from '../../live/notify.ts';
import { demand, may } from '../../people/permissions.ts';
import { seal } from '../../seal.ts';
import type { NumberKind, NumberState } from '../../words.ts';
import { joinCodeLength } from '../join-code.ts';
import { numberHash } from '../sender-hashes.ts';
import { shortenNumber } from '../shorten-number.ts';
import { waIdCandidates } from '../wa-id-candidates.ts';

/** An opt-in given elsewhere, in the words in which it is vouched for. */
export type AttestedOptIn = {
  kind: 'attested';
  words: string;
  /** When it was given; left out: now. */
  at?: Date;
};

/** What a phone sent that nobody had invited: the code of a region's join link. */
type RegionCodeOptIn = { kind: 'region_code'; words: string; at: Date };

/** A number ready to be kept: read, checked, and with all that holds for it. */
export type NewNumber = {
  regionId: string;
  e164: string;
  /** ISO 3166-1 alpha-2; null when the number belongs to no one country. */
  country: string | null;
  label: string;
  kind: NumberKind;
  /** BCP 47; null: the home region's. */
  language: string | null;
  /** Left out: it is invited, and its phone has to send the join code. */
  optIn?: AttestedOptIn | RegionCodeOptIn | undefined;
  /** Left out: active with an opt-in, invited without. */
  state?: NumberState | undefined;
  /** Null: the home region's; `none`: never quiet. */
  quietHours?: string | null | undefined;
  buzzIntervalMinutes?: number | undefined;
  /** Regions followed besides the home one. */
  followedRegionIds?: readonly string[] | undefined;
};

/**
 * Keeps a new number with its opt-in and what it follows, and writes it down.
 * Whoever calls has locked nothing: two that add the same phone at once are
 * told apart by the database.
 * @throws StorywireError `forbidden`; `conflict` when the number, or another
 * form of the same phone, is there already: with its owner's label and region
 * where the actor may see them. The transaction stays usable.
 */
export async function insertNumber(
  tx: Transaction,
  { actor, ...given }: { actor: Actor } & NewNumber,
): Promise<{ id: string; joinCode: string | null }> {
  demand(actor, 'numbers.manage', given.regionId);
  await demandFree(tx, actor, given.e164);
  const id = newId();
  const state = given.state ?? (given.optIn ? 'active' : 'invited');
  const joinCode = state === 'invited' ? newCode(joinCodeLength) : null;
  const shortened = shortenNumber(given.e164);
  const added = await tx
    .insert(number)
    .values({
      id,
      hash: numberHash(keyring(), given.e164),
      sealed: seal(keyring(), `number:${id}`, given.e164),
      shortened,
      country: given.country,
      label: given.label,
      kind: given.kind,
      homeRegionId: given.regionId,
      language: given.language,
      state,
      joinCode,
      quietHours: given.quietHours ?? null,
      ...(given.buzzIntervalMinutes === undefined ? {} : { buzzIntervalMinutes: given.buzzIntervalMinutes }),
    })
    .onConflictDoNothing({ target: number.hash })
    .returning({ id: number.id });
  if (added.length === 0) {
    await demandFree(tx, actor, given.e164);
    throw new StorywireError('conflict', 'numberTakenElsewhere', { field: 'number' });
  }
  if (given.optIn) await keepOptIn(tx, actor, id, given.optIn);
  const followed = [...new Set(given.followedRegionIds)].filter((each) => each !== given.regionId);
  if (followed.length > 0)
    await tx.insert(numberRegion).values(followed.map((regionId) => ({ numberId: id, regionId })));
  const detail = {
    regionId: given.regionId,
    shortened,
    kind: given.kind,
    optIn: given.optIn?.kind ?? null,
    ...(followed.length > 0 ? { follows: followed } : {}),
  };
  await recordAudit(tx, { actor, action: 'number.add', thingId: id, detail });
  await notifyLive(tx, { topic: 'region', id: given.regionId });
  return { id, joinCode };
}

async function keepOptIn(
  tx: Transaction,
  actor: Actor,
  numberId: string,
  { kind, words, at = new Date() }: AttestedOptIn | RegionCodeOptIn,
): Promise<void> {
  const attestedByUserId = kind === 'attested' && actor.kind === 'user' ? actor.userId : null;
  await tx.insert(optIn).values({ numberId, kind, words, at, attestedByUserId });
}

/** Refuses a number that is there already, also in the other form in which WhatsApp may keep the same phone. */
async function demandFree(tx: Transaction, actor: Actor, e164: string): Promise<void> {
  const hashes = waIdCandidates(e164).map((each) => numberHash(keyring(), each));
  const [owner] = await tx
    .select({ label: number.label, regionId: number.homeRegionId, region: region.name })
    .from(number)
    .innerJoin(region, eq(number.homeRegionId, region.id))
    .where(inArray(number.hash, hashes));
  if (!owner) return;
  if (!may(actor, 'numbers.see', owner.regionId))
    throw new StorywireError('conflict', 'numberTakenElsewhere', { field: 'number' });
  const values = { label: owner.label, region: owner.region };
  throw new StorywireError('conflict', 'numberTaken', { field: 'number', values });
}
