import type { Hearing, NumberKind, NumberState } from '../../words.ts';
import { waIdCandidates } from '../wa-id-candidates.ts';
import type { Columns } from './guess-columns.ts';
import type { RowProblem } from './problem.ts';
import type { ReadRow, RowValues } from './read-row.ts';
import type { RegionNames } from './region-names.ts';

/** A number that is there already, as far as an import compares it. */
export type ExistingNumber = {
  id: string;
  /** Keyed hash of the dialled form. */
  hash: string;
  shortened: string;
  label: string;
  kind: NumberKind;
  regionId: string;
  language: string | null;
  quietHours: string | null;
  buzzIntervalMinutes: number;
  hears: Hearing;
  followedRegionIds: string[];
  /** Whether whoever imports may change it, and whether they may know whose it is. */
  mine: boolean;
  seen: boolean;
};

/** What can be changed of a number, in the order in which changes are told. */
const changedFields = [
  'label',
  'kind',
  'regionId',
  'language',
  'quietHours',
  'buzzIntervalMinutes',
  'hears',
  'followedRegionIds',
] as const;
export type ChangedField = (typeof changedFields)[number];
export type Settings = Pick<ExistingNumber, ChangedField>;

export type Create = Settings & {
  row: number;
  e164: string;
  shortened: string;
  country: string | null;
  state: NumberState;
  optIn: { words: string; at: Date | null } | null;
};
export type Update = {
  row: number;
  id: string;
  shortened: string;
  before: Settings;
  after: Settings;
  changed: ChangedField[];
};
export type Rejected = { row: number; shown: string; problems: RowProblem[] };
/** What a list is compared with, and what was chosen about it. */
type Beside = {
  /** By the hash of each of the forms that the list's numbers may have. */
  existing: ReadonlyMap<string, ExistingNumber>;
  hashOf: (e164: string) => string;
  regions: RegionNames;
  /** Of the list. */
  columns: Columns;
  /** Whether new numbers without a name are named by their shortened selves. */
  nameByNumber: boolean;
};

export type ImportPlan = { creates: Create[]; updates: Update[]; skipped: number; rejected: Rejected[] };

/**
 * Decides what becomes of each row: a number that is not there is created, one
 * that is there gets what differs, and is left alone when nothing does. The
 * phone is the key, in whichever form it is written; of two rows with the same
 * phone the first counts. What state a number that is there is in, and its
 * opt-ins, no list can change.
 */
export function planImport(rows: readonly ReadRow[], beside: Beside): ImportPlan {
  const { existing, hashOf } = beside;
  const plan: ImportPlan = { creates: [], updates: [], skipped: 0, rejected: [] };
  const firstRows = new Map<string, number>();
  for (const read of rows) {
    const forms = read.phone ? waIdCandidates(read.phone.e164) : [];
    const owner = forms.map((form) => existing.get(hashOf(form))).find((each) => each !== undefined);
    const problems = [...read.problems, ...problemsWith(read, owner, beside)];
    const key = owner?.id ?? forms.toSorted()[0];
    const first = key === undefined ? undefined : firstRows.get(key);
    if (first !== undefined) problems.push(numberProblem(read, 'numberTwice', { row: first }));
    else if (key !== undefined) firstRows.set(key, read.row);
    if (problems.length > 0 || !read.phone)
      plan.rejected.push({ row: read.row, shown: shownName(read), problems });
    else if (!owner) plan.creates.push(create(read, read.phone));
    else {
      const update = difference(read, owner);
      if (update) plan.updates.push(update);
      else plan.skipped += 1;
    }
  }
  return plan;
}

const shownName = ({ phone, values }: ReadRow) =>
  [values.label, phone?.shortened].filter((part) => part !== undefined).join(', ');

const numberProblem = (
  read: ReadRow,
  code: RowProblem['code'],
  values: Record<string, string | number> = {},
): RowProblem => ({ code, column: 'number', found: read.phone?.shortened ?? '', values, fixes: [] });

/** What is wrong with a row beside what is there already. */
function problemsWith(
  read: ReadRow,
  owner: ExistingNumber | undefined,
  { regions, columns, nameByNumber }: Beside,
): RowProblem[] {
  const { values, problems } = read;
  if (owner && !owner.mine) {
    const region = regions.byId(owner.regionId)?.name ?? '';
    return [
      owner.seen
        ? numberProblem(read, 'numberTaken', { label: owner.label, region })
        : numberProblem(read, 'numberTakenElsewhere'),
    ];
  }
  const found: RowProblem[] = [];
  const add = (code: RowProblem['code'], column: RowProblem['column'], text: string) =>
    found.push({ code, column, found: text, fixes: [] });
  const names = (column: RowProblem['column']) => problems.some((each) => each.column === column);
  // Whether a number is new is not known before it can be read, and a column that is not there is no fault of the row.
  const misses = (column: 'region' | 'label') =>
    !owner &&
    values[column] === undefined &&
    !names(column) &&
    (columns.includes(column) || !names('number'));
  if (misses('region')) add('regionMissing', 'region', '');
  if (values.region?.archived && values.region.id !== owner?.regionId)
    add('regionArchived', 'region', values.region.name);
  if (misses('label') && !nameByNumber) add('labelMissing', 'label', '');
  for (const followed of values.follows ?? [])
    if (followed.archived && !owner?.followedRegionIds.includes(followed.id))
      found.push({
        code: 'followsArchived',
        column: 'follows',
        found: followed.name,
        fixes: [{ column: 'follows', found: followed.name, use: '' }],
      });
  return found;
}

/** What a number will be like: as the row says, and where it says nothing as it is. */
function settled(values: RowValues, now: Settings): Settings {
  const regionId = values.region?.id ?? now.regionId;
  const follows = values.follows?.map(({ id }) => id) ?? now.followedRegionIds;
  return {
    label: values.label ?? now.label,
    kind: values.kind ?? now.kind,
    regionId,
    language: values.language === undefined ? now.language : values.language,
    quietHours: values.quietHours === undefined ? now.quietHours : values.quietHours,
    buzzIntervalMinutes: values.buzzIntervalMinutes ?? now.buzzIntervalMinutes,
    hears: values.hears ?? now.hears,
    // One's home is heard of anyway.
    followedRegionIds: [...new Set(follows)].filter((id) => id !== regionId).toSorted(),
  };
}

/** As the database has it where nobody says otherwise; without a name it is called as a phone that joins without one. */
const fresh: Omit<Settings, 'label'> = {
  kind: 'person',
  regionId: '',
  language: null,
  quietHours: null,
  buzzIntervalMinutes: 10,
  hears: 'all',
  followedRegionIds: [],
};

function create({ row, values }: ReadRow, phone: NonNullable<ReadRow['phone']>): Create {
  const { e164, shortened, country } = phone;
  const state = firstState(values.state, values.optIn !== undefined);
  const optIn = state === 'invited' ? null : (values.optIn ?? null);
  return { ...settled(values, { ...fresh, label: shortened }), row, e164, shortened, country, optIn, state };
}

/**
 * Nobody becomes active without an opt-in, and whoever had left, was paused or
 * could not be reached where the list comes from is so here too.
 */
function firstState(listed: NumberState | undefined, hasOptIn: boolean): NumberState {
  if (listed === 'opted_out') return 'opted_out';
  if (!hasOptIn || listed === 'invited') return 'invited';
  return listed ?? 'active';
}

function difference({ row, values }: ReadRow, owner: ExistingNumber): Update | undefined {
  const { label, kind, regionId, language, quietHours, buzzIntervalMinutes, hears } = owner;
  const followedRegionIds = owner.followedRegionIds.toSorted();
  const before = {
    label,
    kind,
    regionId,
    language,
    quietHours,
    buzzIntervalMinutes,
    hears,
    followedRegionIds,
  };
  const after = settled(values, before);
  const changed = changedFields.filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  return changed.length === 0
    ? undefined
    : { row, id: owner.id, shortened: owner.shortened, before, after, changed };
}
