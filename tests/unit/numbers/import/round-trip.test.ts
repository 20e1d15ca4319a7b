import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '#lib/numbers/import/decode-text.ts';
import { importInput } from '#lib/numbers/import/import-input.ts';
import { type ExistingNumber, planImport } from '#lib/numbers/import/plan-import.ts';
import { readList } from '#lib/numbers/import/read-list.ts';
import { regionNames } from '#lib/numbers/import/region-names.ts';
import { guardCell } from '#lib/numbers/guard-cell.ts';
import { buzzIntervals, joinNames, type ListRow } from '#lib/numbers/list-columns.ts';
import { writeList } from '#lib/numbers/write-list.ts';
import { hearings, numberKinds, numberStates } from '#lib/words.ts';
import { now } from './world.ts';

/** However busy the machine is: what was tried by then counts. */
const bounded = { interruptAfterTimeLimit: 10_000 };

/** Names and labels as people may choose them, with every sign that means something in a file. */
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: fc.constantFrom(...Array.from(`'=+-@\t\r\n",;|\\ aé€`)), maxLength: 60 }),
  )
  .map((each) => each.trim())
  .filter((each) => each !== '');

const region = fc.record({ name: text, archived: fc.boolean() });
const settings = fc.record({
  label: text,
  kind: fc.constantFrom(...numberKinds),
  region: fc.nat(),
  follows: fc.array(fc.nat(), { maxLength: 3 }),
  language: fc.constantFrom(null, 'pt-BR', 'en', 'zh-Hant-TW'),
  quietHours: fc.constantFrom(null, 'none', '22:00-07:30', '09:00-17:00'),
  buzzIntervalMinutes: fc.constantFrom(...buzzIntervals),
  hears: fc.constantFrom(...hearings),
  state: fc.constantFrom(...numberStates),
  optedIn: fc.boolean(),
});

/** An installation with some regions and numbers. */
const world = fc
  .tuple(
    fc.uniqueArray(region, { selector: ({ name }) => name, minLength: 1, maxLength: 6 }),
    fc.array(settings, { maxLength: 12 }),
  )
  .map(([named, given]) => {
    const regions = named.map((each, at) => ({ ...each, id: `region ${at}`, countries: ['GB'], mine: true }));
    const numbers = given.map(({ region: home, follows, ...rest }, at) => {
      const regionId = regions[home % regions.length]!.id;
      const ids = follows.map((each) => regions[each % regions.length]!.id).filter((id) => id !== regionId);
      const e164 = `+447700900${String(at).padStart(3, '0')}`;
      return { ...rest, e164, regionId, followedRegionIds: [...new Set(ids)] };
    });
    return { regions, numbers };
  });

type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

const exported = ({ regions, numbers }: World): ListRow[] => {
  const nameOf = (id: string) => regions.find((each) => each.id === id)!.name;
  return numbers.map((each) => ({
    number: each.e164,
    label: each.label,
    kind: each.kind,
    region: nameOf(each.regionId),
    follows: joinNames(each.followedRegionIds.map(nameOf)),
    language: each.language ?? '',
    quiet_hours: each.quietHours ?? '',
    buzz_interval: String(each.buzzIntervalMinutes),
    hears: each.hears,
    state: each.state,
    opted_in_at: each.optedIn ? '2026-05-01T10:00:00.000Z' : '',
    opt_in: each.optedIn ? 'Asked for it' : '',
    opt_in_by: '',
  }));
};

const planOf = ({ regions }: World, text: string, existing: ReadonlyMap<string, ExistingNumber>) => {
  const options = importInput.parse({ text });
  const { rows, columns } = readList(options, { regions, now });
  if (!rows) throw new Error('no column was taken for the number');
  return planImport(rows, {
    existing,
    hashOf: (e164) => e164,
    regions: regionNames(regions),
    columns,
    nameByNumber: false,
  });
};

const existingOf = ({ numbers }: World) =>
  new Map(
    numbers.map(({ e164, ...each }): [string, ExistingNumber] => [
      e164,
      { ...each, id: e164, hash: e164, shortened: '', mine: true, seen: true },
    ]),
  );

/** What programs between an export and an import make of a file. */
const encodings: Record<string, (text: string) => Uint8Array> = {
  'utf-8 with its mark': (text) => new TextEncoder().encode(`\uFEFF${text}`),
  'utf-8': (text) => new TextEncoder().encode(text),
  'utf-16le': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'utf-16be': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
};
const toText = (bytes: Uint8Array) => {
  const decoded = decodeText(bytes);
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.text;
};

describe('importing what was exported', () => {
  it('changes nothing, in whichever encoding', () => {
    fc.assert(
      fc.property(world, fc.constantFrom(...Object.keys(encodings)), (given, encoding) => {
        const file = writeList(exported(given)).replace(/^\uFEFF/, '');
        const plan = planOf(given, toText(encodings[encoding]!(file)), existingOf(given));
        expect(plan).toEqual({ creates: [], updates: [], skipped: given.numbers.length, rejected: [] });
      }),
      bounded,
    );
  });

  it('changes nothing with other delimiters, line ends, and every cell quoted', () => {
    fc.assert(
      fc.property(
        world,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        (given, delimiter, lineEnd) => {
          const rows = exported(given);
          const quoted = (cell: string) => `"${guardCell(cell).replaceAll('"', '""')}"`;
          const lines = [Object.keys(rows[0] ?? { number: '' }), ...rows.map((row) => Object.values(row))];
          const file = lines.map((cells) => cells.map(quoted).join(delimiter)).join(lineEnd);
          const plan = planOf(given, file, existingOf(given));
          expect(plan).toEqual({ creates: [], updates: [], skipped: given.numbers.length, rejected: [] });
        },
      ),
      bounded,
    );
  });

  it('into an empty installation makes the same numbers, of which nobody hears who did not opt in', () => {
    fc.assert(
      fc.property(world, (given) => {
        const open = { ...given, regions: given.regions.map((each) => ({ ...each, archived: false })) };
        const { creates, updates, skipped, rejected } = planOf(open, writeList(exported(open)), new Map());
        expect({ updates, skipped, rejected }).toEqual({ updates: [], skipped: 0, rejected: [] });
        expect(creates.map(({ label, regionId, e164 }) => ({ label, regionId, e164 }))).toEqual(
          open.numbers.map(({ label, regionId, e164 }) => ({ label, regionId, e164 })),
        );
        for (const [at, { state }] of creates.entries()) {
          const from = open.numbers[at]!;
          if (state === 'active') expect(from).toMatchObject({ state: 'active', optedIn: true });
          if (from.state === 'opted_out') expect(state).toBe('opted_out');
        }
      }),
      bounded,
    );
  });
});

describe('a label', () => {
  it('that a spreadsheet would run comes back as the text it was', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('=', '+', '-', '@', '\t', "'="),
        fc.string({ maxLength: 20 }).map((each) => each.trim()),
        (sign, rest) => {
          const label = `${sign}${rest}`.trim();
          fc.pre(label !== '');
          const given: World = {
            regions: [{ name: 'Iberia', archived: false, id: 'region 0', countries: ['GB'], mine: true }],
            numbers: [],
          };
          const list = (said: string) =>
            writeList([{ ...emptyRow, number: '+447700900001', region: 'Iberia', label: said }]);
          expect(planOf(given, list(label), new Map()).creates[0]?.label).toBe(label);
        },
      ),
      bounded,
    );
  });
});

const emptyRow: ListRow = {
  number: '',
  label: '',
  kind: '',
  region: '',
  follows: '',
  language: '',
  quiet_hours: '',
  buzz_interval: '',
  hears: '',
  state: '',
  opted_in_at: '',
  opt_in: '',
  opt_in_by: '',
};
