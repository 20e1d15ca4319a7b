import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isReadableMark } from '#lib/regions/mark-contrast.ts';
import { type KnownRegions, mostListedRegions, readRegionList } from '#lib/regions/read-region-list.ts';
import { regionInput } from '#lib/regions/region-input.ts';

const nothing: KnownRegions = { regions: [], groups: [] };
const read = (text: string, known = nothing) => readRegionList(text, known);
const only = (text: string, known = nothing) => read(text, known).lines[0];
const problemsOf = (text: string, known = nothing) =>
  read(text, known).lines.flatMap(({ line, problems }) =>
    problems.map(({ column, key }) => [line, column, key]),
  );

describe('a pasted list of regions', () => {
  it.each([
    ['tabs', 'Brazil\tLatAm\tBR\tAmerica/Sao_Paulo\tpt-BR'],
    ['semicolons', 'Brazil; LatAm; BR; America/Sao_Paulo; pt-BR'],
    ['commas', 'Brazil, LatAm, BR, America/Sao_Paulo, pt-BR'],
    ['quotes', '"Brazil","LatAm","BR","America/Sao_Paulo","pt-BR"'],
    ['names in place of codes', 'Brazil; LatAm; Brasil; Sao Paulo; Portuguese'],
    ['capitals as they come', ' BRAZIL ;latam;br;AMERICA/sao_paulo;PT_br'.replace('BRAZIL', 'Brazil')],
    ['a line of titles', 'Region\tGroup\tCountries\tTime zone\tLanguage\nBrazil\tLatAm\tBR\t\t'],
    ['titles in another order', 'Language;Country;Name;Group\npt-BR;BR;Brazil;LatAm'],
    ['a byte order mark and Windows line ends', '\uFEFFBrazil;LatAm;BR\r\n\r\n'],
    ['the country alone', 'Brazil; LatAm'],
  ])('is understood with %s', (_what, text) => {
    expect(only(text)).toMatchObject({
      state: 'new',
      name: 'Brazil',
      countries: ['BR'],
      timeZone: 'America/Sao_Paulo',
      language: 'pt-BR',
      markText: 'BR',
      problems: [],
    });
    expect(only(text)?.group?.toLowerCase()).toBe('latam');
  });

  it.each([
    ['Iberia; EMEA', ['ES', 'PT'], 'Europe/Madrid', 'es-ES', 'IB'],
    ['Nordics', ['SE', 'DK', 'FI', 'NO', 'IS'], 'Europe/Stockholm', 'sv', 'NO'],
    ['Spain and islands; EMEA; es', ['ES'], 'Europe/Madrid', 'es-ES', 'ES'],
    ['Team North; ; United Kingdom, Ireland', ['GB', 'IE'], 'Europe/London', 'en-GB', 'TN'],
    ['UK', [], '', '', 'UK'],
    ['Norway', ['NO'], 'Europe/Oslo', 'nb', 'NO'],
    ['Deutschland', ['DE'], 'Europe/Berlin', 'de', 'DE'],
    ['日本', ['JP'], 'Asia/Tokyo', 'ja', 'JP'],
    ['Turkey', ['TR'], 'Europe/Istanbul', 'tr', 'TR'],
    ['Headquarters; ; ; Europe/London; en', [], 'Europe/London', 'en', 'HE'],
    ['Central; ; US; Chicago; Spanish', ['US'], 'America/Chicago', 'es', 'US'],
  ])('%j gives countries %j, zone %j, language %j and mark %j', (text, countries, zone, language, mark) => {
    expect(only(text)).toMatchObject({ countries, timeZone: zone, language, markText: mark });
  });

  it('says what it filled in, and nothing of what was written', () => {
    expect(only('Brazil')?.guessed).toEqual(['countries', 'timeZone', 'language']);
    expect(only('Brazil; ; BR; ; pt-BR')?.guessed).toEqual(['timeZone']);
  });

  it.each([
    ['; EMEA; FR', [[1, 'name', 'nameMissing']]],
    [`${'x'.repeat(61)}; ; FR`, [[1, 'name', 'nameTooLong']]],
    [`France; ${'x'.repeat(61)}`, [[1, 'group', 'groupTooLong']]],
    ['France\nSpain\nfrance', [[3, 'name', 'nameTwice']]],
    ['Space; ; Mars', [[1, 'countries', 'countryUnknown']]],
    ['France; ; FR; Mars/Base', [[1, 'timeZone', 'zoneUnknown']]],
    ['France; ; FR; +01:00', [[1, 'timeZone', 'zoneUnknown']]],
    ['France; ; FR; ; Klingonish', [[1, 'language', 'languageUnknown']]],
    ['Legal', [[1, 'countries', 'placeMissing']]],
    ['Legal; ; ; ; en', [[1, 'timeZone', 'zoneMissing']]],
    ['Legal; ; ; UTC', [[1, 'language', 'languageMissing']]],
    [
      'Iberia, EMEA, ES, PT, Europe/Madrid, es-ES',
      [
        [1, 'timeZone', 'zoneUnknown'],
        [1, 'language', 'languageUnknown'],
        [1, 'countries', 'tooManyColumns'],
      ],
    ],
  ])('%j is refused line by line: %j', (text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
    expect(read(text).lines.at(-1)?.state).toBe('wrong');
  });

  it('leaves what is there already as it is, whatever the capitals and accents', () => {
    const known = { regions: [{ name: 'Türkiye', markColor: '#0b5f59' }], groups: ['EMEA'] };
    const { lines, newGroups } = read('TURKIYE; emea; nonsense\nFrance; emea; FR\nJapan; APAC', known);
    expect(lines.map(({ state, group }) => [state, group])).toEqual([
      ['there', 'emea'],
      ['new', 'EMEA'],
      ['new', 'APAC'],
    ]);
    expect(newGroups).toEqual(['APAC']);
  });

  it('gives thirty regions in four groups from names alone, with marks that differ from their neighbours', () => {
    const names = {
      EMEA: [
        'France',
        'Germany',
        'Italy',
        'Spain',
        'Portugal',
        'Poland',
        'Turkey',
        'United Kingdom',
        'Sweden',
        'Egypt',
      ],
      LatAm: ['Brazil', 'Mexico', 'Argentina', 'Chile', 'Colombia', 'Peru'],
      APAC: [
        'Japan',
        'South Korea',
        'India',
        'Thailand',
        'Vietnam',
        'Indonesia',
        'Malaysia',
        'Singapore',
        'Australia',
        'New Zealand',
        'Philippines',
      ],
      'North America': ['United States', 'Canada', 'Puerto Rico'],
    };
    const text = Object.entries(names)
      .flatMap(([group, list]) => list.map((name) => `${name}\t${group}`))
      .join('\n');
    const { lines, newGroups } = read(text);
    expect(lines.map(({ state }) => state)).toEqual(Array(30).fill('new'));
    expect(newGroups).toEqual(Object.keys(names));
    for (const [at, line] of lines.entries()) expect(line.markColor).not.toBe(lines[at + 1]?.markColor);
  });

  it('of more than a brand has is refused from there on', () => {
    const text = Array.from({ length: mostListedRegions + 1 }, (_, at) => `Team ${at}; ; FR`).join('\n');
    const { lines } = read(text);
    expect(lines.filter(({ state }) => state === 'wrong').map(({ line }) => line)).toEqual([
      mostListedRegions + 1,
    ]);
  });

  const cell = fc.oneof(
    fc.constantFrom('Brazil', 'EMEA', 'ES PT', 'Europe/Lisbon', 'pt-BR', '"', '""', '', ';', '\t', 'UK'),
    fc.string({ unit: 'grapheme', maxLength: 70 }),
  );
  const anyList = fc
    .array(fc.array(cell, { maxLength: 7 }), { maxLength: 12 })
    .chain((rows) => fc.constantFrom('\t', ';', ',').map((by) => rows.map((row) => row.join(by)).join('\n')));

  it('whatever it holds: every line that it calls right can be added, and none is lost', () => {
    fc.assert(
      fc.property(anyList, (text) => {
        const { lines, newGroups } = read(text);
        for (const line of lines) {
          expect(line.state === 'wrong').toBe(line.problems.length > 0);
          expect(isReadableMark(line.markColor)).toBe(true);
          if (line.state !== 'new') continue;
          const { name, countries, timeZone, language, markText, markColor, group } = line;
          const facts = { name, countries, timeZone, language, markText, markColor };
          expect(regionInput.safeParse(facts).error?.issues ?? []).toEqual([]);
          expect(group === null || newGroups.includes(group)).toBe(true);
        }
        const names = lines.filter(({ state }) => state === 'new').map(({ name }) => name);
        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns: 200 },
    );
  });

  it('pasted again once it was added, adds nothing', () => {
    fc.assert(
      fc.property(anyList, (text) => {
        const first = read(text).lines.filter(({ state }) => state === 'new');
        const again = read(text, { regions: first, groups: [] });
        expect(again.lines.filter(({ state }) => state === 'new')).toEqual([]);
      }),
    );
  });
});
