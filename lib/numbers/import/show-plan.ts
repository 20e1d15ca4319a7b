import type { ListColumn } from '../list-columns.ts';
import type { NumberState } from '../../words.ts';
import type { ReadList } from './read-list.ts';
import type { ChangedField, ImportPlan, Settings } from './plan-import.ts';
import type { Fix, ProblemCode } from './problem.ts';
import type { Delimiter } from './read-table.ts';
import type { RegionNames } from './region-names.ts';

/** How a list was read: what its columns are taken for, with a few of their cells. */
export type ShownTable = {
  delimiter: Delimiter;
  header: boolean;
  /** Rows without the header. */
  rows: number;
  columns: { name: string; is: ListColumn | null; samples: string[] }[];
};

/** Rows with the same thing wrong, mended together. */
export type ProblemGroup = {
  code: ProblemCode;
  column: ListColumn;
  found: string;
  values: Record<string, string | number>;
  fixes: Fix[];
  /** The first of them, with whose they are. */
  rows: { row: number; shown: string }[];
  count: number;
};

export type ShownCreate = { row: number; number: string; label: string; region: string; state: NumberState };
export type ShownUpdate = {
  row: number;
  number: string;
  label: string;
  changes: { field: ChangedField; from: string; to: string }[];
};

/** What an import would do, to be agreed to. Numbers stand here in their short form. */
export type ShownPlan = {
  digest: string;
  counts: { create: number; update: number; skip: number; reject: number };
  /** Of those created, how many hear at once since somebody vouches for their opt-in. */
  attested: number;
  /** Of those created, how many hear once their phone has sent its code. */
  invited: number;
  /** Of those created, how many hear nothing since the list says that they do not. */
  silent: number;
  /** Numbers without a country's code, read with their region's. */
  assumed: number;
  groups: ProblemGroup[];
  /** Groups beyond those listed. */
  moreGroups: number;
  creates: ShownCreate[];
  updates: ShownUpdate[];
};

/** How many of each are listed; the rest is counted. */
export const listedLimit = 100;
const rowsPerGroup = 8;

export function showTable({ table, header, names, columns, body }: ReadList): ShownTable {
  return {
    delimiter: table.delimiter,
    header,
    rows: body.length,
    columns: columns.map((is, at) => ({
      name: (names[at] ?? '').trim().slice(0, 60),
      is,
      samples: body
        .map(({ cells }) => cells[at]?.trim() ?? '')
        .filter((cell) => cell !== '')
        .slice(0, 3)
        .map((cell) => withoutDigits(cell.slice(0, 40))),
    })),
  };
}

/** Long rows of digits are shown by their last four, like numbers everywhere; a day is none. */
const withoutDigits = (cell: string) =>
  !/^(?:\d{4}[-./]\d{2}[-./]\d{2}(?:T[\d:.]+Z?)?|\d{1,2}[-./]\d{1,2}[-./]\d{4})$/.test(cell) &&
  cell.replaceAll(/\d/g, '').length < cell.length - 6
    ? cell.replaceAll(/\d(?=(?:\D*\d){4})/g, '·')
    : cell;

export function showPlan(
  plan: ImportPlan,
  { rows = [], digest, regions }: { rows: ReadList['rows']; digest: string; regions: RegionNames },
): ShownPlan {
  const groups = groupProblems(plan);
  const nameOf = (id: string) => regions.byId(id)?.name ?? '';
  const inState = (...states: NumberState[]) =>
    plan.creates.filter(({ state }) => states.includes(state)).length;
  return {
    digest,
    counts: {
      create: plan.creates.length,
      update: plan.updates.length,
      skip: plan.skipped,
      reject: plan.rejected.length,
    },
    attested: inState('active'),
    invited: inState('invited'),
    silent: inState('paused', 'opted_out', 'unreachable'),
    assumed: rows.filter(({ phone }) => phone?.assumed).length,
    groups: groups.slice(0, listedLimit),
    moreGroups: Math.max(0, groups.length - listedLimit),
    creates: plan.creates.slice(0, listedLimit).map(({ row, shortened, label, regionId, state }) => ({
      row,
      number: shortened,
      label,
      region: nameOf(regionId),
      state,
    })),
    updates: plan.updates.slice(0, listedLimit).map(({ row, shortened, before, after, changed }) => ({
      row,
      number: shortened,
      label: before.label,
      changes: changed.map((field) => ({
        field,
        from: shown(before, field, nameOf),
        to: shown(after, field, nameOf),
      })),
    })),
  };
}

/** A setting as a text; empty: as the home region has it, or none. */
function shown(settings: Settings, field: ChangedField, nameOf: (id: string) => string): string {
  if (field === 'regionId') return nameOf(settings.regionId);
  if (field === 'followedRegionIds') return settings.followedRegionIds.map(nameOf).toSorted().join(', ');
  return String(settings[field] ?? '');
}

/** The most frequent first. */
function groupProblems({ rejected }: ImportPlan): ProblemGroup[] {
  const groups = new Map<string, ProblemGroup>();
  for (const { row, shown, problems } of rejected)
    for (const { code, column, found, values = {}, fixes } of problems) {
      // Problems of one phone belong to its row alone.
      const alone = column === 'number' || column === 'label';
      const key = JSON.stringify([
        code,
        column,
        found,
        values,
        alone && code !== 'labelMissing' ? row : null,
      ]);
      const group = groups.get(key) ?? { code, column, found, values, fixes, rows: [], count: 0 };
      group.count += 1;
      if (group.rows.length < rowsPerGroup) group.rows.push({ row, shown });
      groups.set(key, group);
    }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}
