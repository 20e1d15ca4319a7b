import { StorywireError } from '#lib/errors.ts';
import { decodeText } from '#lib/numbers/import/decode-text.ts';
import { importInput } from '#lib/numbers/import/import-input.ts';
import { type Create, planImport, type Rejected, type Update } from '#lib/numbers/import/plan-import.ts';
import { readList } from '#lib/numbers/import/read-list.ts';
import { regionNames } from '#lib/numbers/import/region-names.ts';
import type { ListColumn } from '#lib/numbers/list-columns.ts';
import { existing, now, regions } from './world.ts';

/** How a list is to be read, beside what is found out. */
export type Options = {
  header?: boolean;
  columns?: (ListColumn | null)[];
  /** Name of the region of rows that name none. */
  region?: string;
  country?: string;
  nameByNumber?: boolean;
  fixes?: [column: ListColumn, found: string, use: string][];
};

/** What becomes of a list, in lines that are read easily. */
export type Outcome =
  | { refused: string }
  | {
      encoding: string;
      delimiter: string;
      header: boolean;
      columns: string;
      create?: string[];
      update?: string[];
      skip?: number;
      reject?: string[];
    };

const lookUp = regionNames(regions);
const nameOf = (id: string) => lookUp.byId(id)?.name ?? '';

/** Reads a file from its bytes to what would be done with it. */
export function outcomeOf(bytes: Uint8Array, { region, fixes, ...rest }: Options = {}): Outcome {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return { refused: decoded.reason };
  const options = importInput.parse({
    ...rest,
    text: decoded.text,
    regionId: null,
    fixes: fixes?.map(([column, found, use]) => ({ column, found, use })) ?? [],
  });
  try {
    const list = readList(
      { ...options, regionId: region === undefined ? null : `id of ${region}` },
      { regions, now },
    );
    const shape = {
      encoding: decoded.encoding,
      delimiter: list.table.delimiter,
      header: list.header,
      columns: list.columns.map((column) => column ?? '–').join(' '),
    };
    if (!list.rows) return shape;
    const plan = planImport(list.rows, {
      existing,
      hashOf: (e164) => e164,
      regions: lookUp,
      columns: list.columns,
      nameByNumber: options.nameByNumber,
    });
    return {
      ...shape,
      ...some('create', plan.creates.map(createLine)),
      ...some('update', plan.updates.map(updateLine)),
      ...(plan.skipped === 0 ? {} : { skip: plan.skipped }),
      ...some('reject', plan.rejected.flatMap(rejectLines)),
    };
  } catch (error) {
    if (!(error instanceof StorywireError)) throw error;
    return { refused: error.message };
  }
}

const some = (name: string, lines: string[]) => (lines.length === 0 ? {} : { [name]: lines });

function createLine(create: Create): string {
  const { optIn } = create;
  const parts = [
    `${create.row}: ${create.e164}`,
    create.label,
    nameOf(create.regionId),
    create.state,
    create.kind === 'person' ? '' : create.kind,
    create.language ?? '',
    create.quietHours ?? '',
    create.hears === 'all' ? '' : `hears ${create.hears}`,
    create.buzzIntervalMinutes === 10 ? '' : `every ${create.buzzIntervalMinutes} min`,
    create.followedRegionIds.length === 0 ? '' : `follows ${create.followedRegionIds.map(nameOf).join('+')}`,
    optIn === null ? '' : `opt-in ${optIn.at?.toISOString().replace('.000Z', 'Z') ?? 'now'} ${optIn.words}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

const updateLine = ({ row, after, changed }: Update) =>
  `${row}: ${changed.map((field) => `${field} ${JSON.stringify(after[field])}`).join(', ')}`;

const rejectLines = ({ row, problems }: Rejected) =>
  problems.map(({ column, code, found, values = {}, fixes }) =>
    [
      `${row}: ${column} ${code}`,
      found === '' ? '' : JSON.stringify(found),
      Object.keys(values).length === 0 ? '' : JSON.stringify(values),
      fixes.length === 0 ? '' : `→ ${fixes.map(({ use }) => (use === '' ? 'nothing' : use)).join(' / ')}`,
    ]
      .filter((part) => part !== '')
      .join(' '),
  );
