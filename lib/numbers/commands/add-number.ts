import { eq, inArray } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { number, optIn, region } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { checkedInput } from '../../checked-input.ts';
import { StorywireError } from '../../errors.ts';
import { newCode, newId } from '../../ids.ts';
import { keyring } from '../../keyring.ts';
import { notifyLive } from '../../live/notify.ts';
import { demand, may } from '../../people/permissions.ts';
import { seal } from '../../seal.ts';
import { joinCodeLength } from '../join-code.ts';
import { type AddNumberInput, addNumberInput } from '../number-input.ts';
import { parseNumber } from '../parse-number.ts';
import { numberHash } from '../sender-hashes.ts';
import { shortenNumber } from '../shorten-number.ts';
import { waIdCandidates } from '../wa-id-candidates.ts';

/** An opt-in given elsewhere, in the words in which it is vouched for. */
export type AttestedOptIn = { kind: 'attested'; words: string };

export type AddedNumber = {
  id: string;
  /** What was understood, to be shown back to whoever typed it: `+55 11 98765 4321`. */
  international: string;
  /** ISO 3166-1 alpha-2; null when the number belongs to no one country. */
  country: string | null;
  /** What the phone has to send; null when an opt-in was attested. */
  joinCode: string | null;
};

/**
 * Adds a work number to a region. It is invited until its phone sends the join
 * code, and active at once when an opt-in given elsewhere is attested.
 * @throws StorywireError `forbidden`; `invalid` naming the field; `conflict`
 * when the number, or another form of the same phone, is there already: with
 * its owner's label and region where the actor may see them
 */
export async function addNumber(
  db: Database,
  { actor, optIn: attested, ...given }: { actor: Actor; optIn?: AttestedOptIn } & AddNumberInput,
): Promise<AddedNumber> {
  const input = checkedInput(addNumberInput, given);
  demand(actor, 'numbers.manage', input.regionId);
  return db.transaction(async (tx) => {
    const [home] = await tx
      .select({ countries: region.countries })
      .from(region)
      .where(eq(region.id, input.regionId));
    if (!home) throw new StorywireError('not_found', 'regionNotFound', { field: 'regionId' });
    const parsed = parseNumber(input.number, home.countries);
    if (!parsed.ok) throw new StorywireError('invalid', parsed.reason, { field: 'number' });
    await demandFree(tx, actor, parsed.e164);
    const id = newId();
    const joinCode = attested ? null : newCode(joinCodeLength);
    const shortened = shortenNumber(parsed.e164);
    const added = await tx
      .insert(number)
      .values({
        id,
        hash: numberHash(keyring(), parsed.e164),
        sealed: seal(keyring(), `number:${id}`, parsed.e164),
        shortened,
        country: parsed.country,
        label: input.label,
        kind: input.kind,
        homeRegionId: input.regionId,
        language: input.language,
        state: attested ? 'active' : 'invited',
        joinCode,
      })
      .onConflictDoNothing({ target: number.hash })
      .returning({ id: number.id });
    if (added.length === 0) await demandFree(tx, actor, parsed.e164);
    if (attested) {
      const attestedByUserId = actor.kind === 'user' ? actor.userId : null;
      await tx.insert(optIn).values({
        numberId: id,
        kind: attested.kind,
        words: attested.words,
        at: new Date(),
        attestedByUserId,
      });
    }
    const detail = {
      regionId: input.regionId,
      shortened,
      kind: input.kind,
      attested: attested !== undefined,
    };
    await recordAudit(tx, { actor, action: 'number.add', thingId: id, detail });
    await notifyLive(tx, { topic: 'region', id: input.regionId });
    return { id, international: parsed.international, country: parsed.country, joinCode };
  });
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
