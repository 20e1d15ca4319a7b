import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { region } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { checkedInput } from '../../checked-input.ts';
import { StorywireError } from '../../errors.ts';
import { demand } from '../../people/permissions.ts';
import { type AddNumberInput, addNumberInput } from '../number-input.ts';
import { parseNumber } from '../parse-number.ts';
import { optInMoment } from '../opt-in-moment.ts';
import { type AttestedOptIn, insertNumber } from './insert-number.ts';

export type AddedNumber = {
  id: string;
  /** What was understood, to be shown back to whoever typed it: `+55 11 98765 4321`. */
  international: string;
  /** ISO 3166-1 alpha-2; null when the number belongs to no one country. */
  country: string | null;
  /** What the phone has to send; null when an opt-in was attested. */
  joinCode: string | null;
};

/** An opt-in given elsewhere as a form tells it. `on`: the day, `2026-11-25`, where the number is at home. */
export type Agreed = { on: string; words: string; now: Date };

/**
 * Adds a work number to a region. It is invited until its phone sends the join
 * code, and active at once when an opt-in given elsewhere is attested.
 * @throws StorywireError `forbidden`; `invalid` naming the field; `conflict`
 * when the number, or another form of the same phone, is there already: with
 * its owner's label and region where the actor may see them
 */
export async function addNumber(
  db: Database,
  {
    actor,
    optIn,
    agreed,
    ...given
  }: { actor: Actor; optIn?: AttestedOptIn; agreed?: Agreed } & AddNumberInput,
): Promise<AddedNumber> {
  const { number: text, ...input } = checkedInput(addNumberInput, given);
  demand(actor, 'numbers.manage', input.regionId);
  return db.transaction(async (tx) => {
    const [home] = await tx
      .select({ countries: region.countries, timeZone: region.timeZone, archivedAt: region.archivedAt })
      .from(region)
      .where(eq(region.id, input.regionId));
    if (!home) throw new StorywireError('not_found', 'regionNotFound', { field: 'regionId' });
    if (home.archivedAt !== null)
      throw new StorywireError('invalid', 'regionArchived', { field: 'regionId' });
    const parsed = parseNumber(text, home.countries);
    if (!parsed.ok) throw new StorywireError('invalid', parsed.reason, { field: 'number' });
    const { e164, country, international } = parsed;
    const proof = agreed ? attested(agreed, home.timeZone) : optIn;
    const added = await insertNumber(tx, { actor, ...input, e164, country, optIn: proof });
    return { ...added, international, country };
  });
}

function attested({ on, words, now }: Agreed, timeZone: string): AttestedOptIn {
  const at = optInMoment(on, timeZone, now);
  if (at === undefined) throw new StorywireError('invalid', 'optInDayAhead', { field: 'optInOn' });
  return { kind: 'attested', words, at };
}
