import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardCell, unguardCell } from '#lib/numbers/guard-cell.ts';
import { joinNames, listColumns, type ListRow, splitNames } from '#lib/numbers/list-columns.ts';
import { writeList } from '#lib/numbers/write-list.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(...Array.from(`'=+-@\t\r\n",;|\\ aé`)) }),
);

const width = listColumns.length;

describe('a list of numbers as a file', () => {
  it('holds no cell that a spreadsheet would run, and gives every text back', () => {
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: width, maxLength: width })), (table) => {
        const rows = table.map((cells) =>
          Object.fromEntries(listColumns.map((name, at) => [name, cells[at]])),
        ) as ListRow[];
        const [header, ...read] = parse(writeList(rows), { bom: true });
        expect(header).toEqual([...listColumns]);
        for (const cells of read) for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
        expect(read.map((cells) => cells.map(unguardCell))).toEqual(table);
      }),
    );
  });

  it.each(['=1+1', '+447700900123', '-2', '@SUM(A1)', '\t=1', "'=1"])('guards %j', (dangerous) => {
    expect(guardCell(dangerous)).toBe(`'${dangerous}`);
  });

  it.each(["O'Neill", "'s-Hertogenbosch", 'Ana = Ana', ''])('leaves %j as it is', (harmless) => {
    expect(guardCell(harmless)).toBe(harmless);
    expect(unguardCell(harmless)).toBe(harmless);
  });

  it('begins with the mark by which Excel knows UTF-8', () => {
    expect(writeList([])).toBe(`\uFEFF${listColumns.join(',')}\r\n`);
  });
});

describe('several names in one cell', () => {
  it('come back, whatever signs they hold', () => {
    const name = text.map((each) => each.trim()).filter((each) => each !== '');
    fc.assert(
      fc.property(fc.array(name), (names) => {
        expect(splitNames(joinNames(names))).toEqual(names);
      }),
    );
  });

  it('may have spaces around them', () => {
    expect(splitNames(' Brazil | Japan |')).toEqual(['Brazil', 'Japan']);
  });
});
