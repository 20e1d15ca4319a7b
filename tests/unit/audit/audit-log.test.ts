import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAuditFilters, writeAuditFilters } from '#lib/audit-log/audit-input.ts';
import { csvRow } from '#lib/audit-log/csv-row.ts';
import { dayBounds } from '#lib/audit-log/day-bounds.ts';
import { readDetail } from '#lib/audit-log/read-detail.ts';

describe('filters in an address', () => {
  it('come back as they were written, and what is not understood filters nothing', () => {
    const filters = { q: 'Ana & co', family: 'numbers', outcome: 'refused', from: '2026-11-01' } as const;
    const params = Object.fromEntries(new URLSearchParams(writeAuditFilters(filters)));
    expect(readAuditFilters(params)).toEqual(filters);
    expect(
      readAuditFilters({ q: '', family: 'x', from: '31.1.2026', to: ['2026-01-01'], thing: "'", else: '1' }),
    ).toEqual({});
  });
});

describe('days', () => {
  it('begin and end in the reader’s zone, also where the clock changes', () => {
    expect(dayBounds({ from: '2026-03-29', to: '2026-03-29' }, 'Europe/Madrid')).toEqual({
      since: new Date('2026-03-28T23:00:00Z'),
      until: new Date('2026-03-29T22:00:00Z'),
    });
    expect(dayBounds({}, 'Asia/Tokyo')).toEqual({ since: undefined, until: undefined });
  });
});

describe('details', () => {
  const id = '0193b1f2-0000-7000-8000-000000000001';
  it('unfold field by field, ids as names where there is one', () => {
    expect(
      readDetail(
        { name: { from: 'A', to: 'B' }, regionId: id, countries: { from: ['JP'], to: [] }, quietHours: null },
        (each) => (each === id ? 'Brazil' : undefined),
      ),
    ).toEqual([
      { name: 'name', kind: 'change', from: 'A', to: 'B' },
      { name: 'regionId', kind: 'value', value: 'Brazil' },
      { name: 'countries', kind: 'change', from: 'JP', to: null },
      { name: 'quietHours', kind: 'value', value: '' },
    ]);
  });

  it('of any shape are shown, and keep every field', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (detail) => {
        const { from: _from, to: _to, ...rest } = detail;
        const names = readDetail(detail, () => undefined).map((field) => field.name);
        expect(names.filter((name) => Object.hasOwn(rest, name)).length).toBeGreaterThanOrEqual(
          Object.keys(rest).length,
        );
      }),
    );
  });
});

describe('a line of CSV', () => {
  it('keeps spreadsheets from running a cell, and quotes what would break it', () => {
    expect(csvRow(['=1+1', '-2', 'say "hi"', 'a,b\nc'])).toBe(`"'=1+1","'-2","say ""hi""","a,b\nc"\r\n`);
  });
});
