import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import outcomes from './outcomes.json' with { type: 'json' };
import { type Options, type Outcome, outcomeOf } from './outcome.ts';

// Numbers in these lists are of ranges that are kept free for fiction, and of 555 01xx where a country has none.
const folder = fileURLToPath(new URL('../../../fixtures/number-lists/', import.meta.url));
const cases = outcomes as unknown as { file: string; about: string; options?: Options; outcome: Outcome }[];

describe('a list of numbers', () => {
  it.each(cases)('$file ($about) becomes exactly what is written down', ({ file, options, outcome }) => {
    expect(outcomeOf(readFileSync(`${folder}${file}`), options)).toEqual(outcome);
  });

  it('has its outcome written down, each of at least sixty', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.csv'));
    expect(files.toSorted()).toEqual(cases.map(({ file }) => file).toSorted());
    expect(files.length).toBeGreaterThanOrEqual(60);
  });

  it('is refused as a whole when it has more rows than are taken at once', () => {
    const rows = Array.from({ length: 5_002 }, (_, at) => `+447700900${String(at % 1000).padStart(3, '0')}`);
    expect(outcomeOf(Buffer.from(`number\n${rows.join('\n')}`))).toEqual({ refused: 'fileTooLong' });
  });

  it('is refused as a whole when it is larger than is taken', () => {
    expect(outcomeOf(Buffer.alloc(1_000_001, 'a'))).toEqual({ refused: 'tooLarge' });
  });
});
