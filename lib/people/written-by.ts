import type { Actor } from '../actor.ts';
import { may } from './permissions.ts';

/** Who flagged or wrote something, as far as the reader may know. */
export type WrittenBy = {
  /** NULL: a phone that nobody in particular carries, and whose it is the reader may not see; or one that is gone. */
  name: string | null;
  /** For which region, or of which. NULL: none. */
  region: string | null;
};

/** A row as a query gives it that selects `writerColumns`. */
type WrittenRow = {
  at: Date;
  person: string | null;
  phone: { label: string; homeRegionId: string } | null;
  region: string | null;
};

/** The same as a reader sees it: who wrote it, and when, ISO 8601. */
export const asWritten =
  (actor: Actor) =>
  <Row extends WrittenRow>({ at, person, phone, region, ...row }: Row) => ({
    ...row,
    by: writtenBy(actor, { person, phone, region }),
    at: at.toISOString(),
  });

/**
 * Names whoever wrote something: a person by name, as everyone signed in may
 * know each other; a phone by its label, which only those may see who may see
 * the numbers of its region.
 */
export function writtenBy(
  actor: Actor,
  {
    person,
    phone,
    region,
  }: {
    person: string | null;
    phone: { label: string; homeRegionId: string } | null;
    region: string | null;
  },
): WrittenBy {
  const label = phone && may(actor, 'numbers.see', phone.homeRegionId) ? phone.label : null;
  return { name: person ?? label, region };
}
