import { createHash } from 'node:crypto';
import { asc, inArray, or } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { number, numberRegion, region } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { checkedInput } from '../../checked-input.ts';
import { StorywireError } from '../../errors.ts';
import { keyring } from '../../keyring.ts';
import { may, regionsWhere } from '../../people/permissions.ts';
import { type ImportInput, importInput, type ImportOptions } from '../import/import-input.ts';
import { type ExistingNumber, type ImportPlan, planImport } from '../import/plan-import.ts';
import { readList, type ReadList } from '../import/read-list.ts';
import { type ImportRegion, regionNames, type RegionNames } from '../import/region-names.ts';
import { showPlan, type ShownPlan, showTable, type ShownTable } from '../import/show-plan.ts';
import { numberHash } from '../sender-hashes.ts';
import { waIdCandidates } from '../wa-id-candidates.ts';

type Given = { actor: Actor; now: Date };

/** What a list is, and what importing it would do; null while no column is the number. */
export type ImportCheck = { table: ShownTable; plan: ShownPlan | null };

/** The regions into which somebody may import, by name. */
export type ImportPlaces = { id: string; name: string; countries: string[] }[];

/**
 * @throws StorywireError `forbidden` for whoever may change the numbers of no region
 */
export function demandImport(actor: Actor): void {
  const regions = regionsWhere(actor, 'numbers.manage');
  if (regions !== 'all' && regions.length === 0)
    throw new StorywireError('forbidden', 'notAllowed', { values: { capability: 'numbers.manage' } });
}

/** @throws StorywireError `forbidden` */
export async function listImportPlaces(db: Queryable, { actor }: { actor: Actor }): Promise<ImportPlaces> {
  demandImport(actor);
  const regions = await importRegions(db, actor);
  return regions
    .filter(({ mine, archived }) => mine && !archived)
    .map(({ id, name, countries }) => ({ id, name, countries: [...countries] }));
}

/**
 * Reads a list and says what importing it would do. Writes nothing.
 * @throws StorywireError `forbidden`; `invalid` when it is no list
 */
export async function checkImport(
  db: Queryable,
  { actor, now, ...given }: Given & ImportInput,
): Promise<ImportCheck> {
  const { list, plan, digest, regions } = await makePlan(db, {
    actor,
    now,
    options: checkedInput(importInput, given),
  });
  return {
    table: showTable(list),
    plan: plan === null ? null : showPlan(plan, { rows: list.rows, digest, regions }),
  };
}

/** @throws as {@link checkImport} */
export async function makePlan(
  db: Queryable,
  { actor, now, options }: Given & { options: ImportOptions },
): Promise<{ list: ReadList; plan: ImportPlan | null; digest: string; regions: RegionNames }> {
  demandImport(actor);
  const places = await importRegions(db, actor);
  const list = readList(options, { regions: places, now });
  const regions = regionNames(places);
  if (!list.rows) return { list, plan: null, digest: '', regions };
  const phones = list.rows.flatMap(({ phone }) => (phone ? [phone.e164] : []));
  const hashes = new Map(
    phones.flatMap(waIdCandidates).map((form) => [form, numberHash(keyring(), form)] as const),
  );
  const existing = await existingNumbers(db, actor, [...new Set(hashes.values())]);
  const hashOf = (form: string) => hashes.get(form) ?? numberHash(keyring(), form);
  const plan = planImport(list.rows, {
    existing,
    hashOf,
    regions,
    columns: list.columns,
    nameByNumber: options.nameByNumber,
  });
  return { list, plan, digest: digestOf(plan), regions };
}

/** So that nothing else is carried out than what was shown. */
const digestOf = (plan: ImportPlan) => createHash('sha256').update(JSON.stringify(plan)).digest('hex');

async function importRegions(db: Queryable, actor: Actor): Promise<ImportRegion[]> {
  const rows = await db
    .select({
      id: region.id,
      name: region.name,
      countries: region.countries,
      archivedAt: region.archivedAt,
    })
    .from(region)
    .orderBy(asc(region.name));
  return rows.map(({ archivedAt, ...row }) => ({
    ...row,
    archived: archivedAt !== null,
    mine: may(actor, 'numbers.manage', row.id),
  }));
}

/** All in two statements, however many there are. */
async function existingNumbers(
  db: Queryable,
  actor: Actor,
  hashes: readonly string[],
): Promise<Map<string, ExistingNumber>> {
  if (hashes.length === 0) return new Map();
  const rows = await db
    .select({
      id: number.id,
      hash: number.hash,
      shortened: number.shortened,
      label: number.label,
      kind: number.kind,
      regionId: number.homeRegionId,
      language: number.language,
      quietHours: number.quietHours,
      buzzIntervalMinutes: number.buzzIntervalMinutes,
      hears: number.hears,
      waIdHash: number.waIdHash,
    })
    .from(number)
    .where(or(inArray(number.hash, [...hashes]), inArray(number.waIdHash, [...hashes])));
  const ids = rows.map(({ id }) => id);
  const follows =
    ids.length === 0
      ? []
      : await db
          .select({ numberId: numberRegion.numberId, regionId: numberRegion.regionId })
          .from(numberRegion)
          .where(inArray(numberRegion.numberId, ids));
  const followsOf = Map.groupBy(follows, ({ numberId }) => numberId);
  const found = rows.map(({ waIdHash, ...row }): [ExistingNumber, string | null] => [
    {
      ...row,
      followedRegionIds: (followsOf.get(row.id) ?? []).map(({ regionId }) => regionId),
      mine: may(actor, 'numbers.manage', row.regionId),
      seen: may(actor, 'numbers.see', row.regionId),
    },
    waIdHash,
  ]);
  // By the form that was dialled first; the one WhatsApp knows it by is only a second way to it.
  return new Map([
    ...found.flatMap(([each, waIdHash]) => (waIdHash === null ? [] : [[waIdHash, each] as const])),
    ...found.map(([each]) => [each.hash, each] as const),
  ]);
}

/**
 * The rows of a list that are not imported.
 * @throws as {@link checkImport}
 */
export async function findRejected(
  db: Queryable,
  { actor, now, ...given }: Given & ImportInput,
): Promise<{ list: ReadList; rejected: ImportPlan['rejected'] }> {
  const options = checkedInput(importInput, given);
  const { list, plan } = await makePlan(db, { actor, now, options });
  return { list, rejected: plan?.rejected ?? [] };
}
