import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feedInput, storyCode } from '#lib/feed/feed-input.ts';
import { addNumberInput, numberIdInput } from '#lib/numbers/number-input.ts';
import { isCountry } from '#lib/regions/countries.ts';
import { canonicalLanguage, languageChoices } from '#lib/regions/languages.ts';
import { isReadableMark } from '#lib/regions/mark-contrast.ts';
import {
  archiveRegionInput,
  editRegionInput,
  groupNameInput,
  moveAccountInput,
  orderGroupInput,
  regionGroupInput,
  regionInput,
  removeGroupInput,
  renameGroupInput,
  restoreRegionInput,
} from '#lib/regions/region-input.ts';
import { canonicalTimeZone, timeZoneChoices } from '#lib/regions/time-zones.ts';
import { safeRead } from '#lib/safe-read.ts';
import { hostileValue, strangeKey, withKey } from '#tests/support/hostile-input.ts';

const iberia = {
  name: ' Iberia ',
  groupId: '',
  countries: 'es, PT,es',
  timeZone: 'europe/madrid',
  language: 'es-es',
  markText: 'ib',
  markColor: '#0F766E',
};
const uuid = '0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b';

describe('a region as the form sends it', () => {
  it('is tidied into the form in which it is kept', () => {
    expect(regionInput.parse(iberia)).toEqual({
      name: 'Iberia',
      groupId: null,
      countries: ['ES', 'PT'],
      timeZone: 'Europe/Madrid',
      language: 'es-ES',
      markText: 'IB',
      markColor: '#0f766e',
      quietHours: null,
    });
  });

  it.each([
    ['22:00-07:30', '22:00-07:30'],
    ['-', null],
    ['', null],
    [null, null],
  ])('keeps quiet hours %j as %j', (typed, kept) => {
    expect(regionInput.parse({ ...iberia, quietHours: typed }).quietHours).toBe(kept);
  });

  it.each([
    ['name', '   ', 'nameMissing'],
    ['name', 'x'.repeat(61), 'nameTooLong'],
    ['countries', 'ES, Atlantis', 'countryUnknown'],
    ['countries', 'EU', 'countryUnknown'],
    ['timeZone', 'Europe/Nowhere', 'timeZoneUnknown'],
    ['timeZone', '+01:00', 'timeZoneUnknown'],
    ['language', 'xx', 'languageUnknown'],
    ['language', 'en-GB-u-ca-hebrew', 'languageUnknown'],
    ['markText', 'IBE', 'markTwoLetters'],
    ['markText', '🇪🇸', 'markTwoLetters'],
    ['quietHours', '22:00-', 'quietHoursBoth'],
    ['quietHours', '-07:00', 'quietHoursBoth'],
    ['quietHours', '7-8', 'quietHoursBoth'],
    ['quietHours', '22:00-24:00', 'quietHoursSame'],
    ['quietHours', '07:00-07:00', 'quietHoursSame'],
    ['markColor', 'teal', 'colorUnknown'],
    ['markColor', '#ffee00', 'colorUnreadable'],
  ])('with %s %j is refused: %s', (field, value, key) => {
    const result = regionInput.safeParse({ ...iberia, [field]: value });
    expect(result.error?.issues.map((issue) => [issue.path[0], issue.message])).toEqual([[field, key]]);
  });
});

describe('what a region may hold', () => {
  it.each([
    ['Europe/Kyiv', 'Europe/Kyiv'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['Asia/Calcutta', 'Asia/Calcutta'],
    ['UTC', 'UTC'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['GMT+3', undefined],
    ['Europe/Paris; drop table', undefined],
    ['', undefined],
  ])('time zone %j is kept as %j', (typed, kept) => {
    expect(canonicalTimeZone(typed)).toBe(kept);
  });

  it('offers no time zone, and no language, that it would refuse', () => {
    for (const zone of timeZoneChoices) expect(canonicalTimeZone(zone)).toBe(zone);
    for (const tag of languageChoices) expect(canonicalLanguage(tag)).toBe(tag);
  });

  it.each([
    ['pt_br', 'pt-BR'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['es-419', 'es-419'],
    ['english', undefined],
    ['', undefined],
  ])('language %j is kept as %j', (typed, kept) => {
    expect(canonicalLanguage(typed)).toBe(kept);
  });

  it('knows countries from what is only written like one', () => {
    expect(['FR', 'BR', 'ZA', 'TW', 'XK'].every(isCountry)).toBe(true);
    expect(['fr', 'EU', 'UN', 'ZZ', 'FRA', '', 'QQ'].some(isCountry)).toBe(false);
  });

  it('takes only colours on which white can be read', () => {
    expect(['#000000', '#0f766e', '#767676', '#1d4f91'].every(isReadableMark)).toBe(true);
    expect(['#ffffff', '#777777', '#f59e0b', '#22c55e'].some(isReadableMark)).toBe(false);
  });
});

/** Every shape that a person outside can send to the parts that these tests cover. */
const shapes = {
  regionInput: { shape: regionInput, good: { ...iberia, quietHours: '22:00-07:30' } },
  editRegionInput: { shape: editRegionInput, good: { ...iberia, regionId: uuid, quietHours: '-' } },
  regionGroupInput: { shape: regionGroupInput, good: { name: 'EMEA' } },
  groupNameInput: { shape: groupNameInput, good: { name: 'EMEA' } },
  renameGroupInput: { shape: renameGroupInput, good: { groupId: uuid, name: 'EMEA' } },
  orderGroupInput: { shape: orderGroupInput, good: { groupId: uuid, direction: 'up' } },
  removeGroupInput: { shape: removeGroupInput, good: { groupId: uuid, name: 'EMEA' } },
  archiveRegionInput: { shape: archiveRegionInput, good: { regionId: uuid, name: 'Iberia' } },
  restoreRegionInput: { shape: restoreRegionInput, good: { regionId: uuid } },
  moveAccountInput: { shape: moveAccountInput, good: { accountId: uuid, regionId: uuid } },
  addNumberInput: {
    shape: addNumberInput,
    good: { regionId: uuid, number: '+12025550123', label: 'Ana', kind: 'team', language: '' },
  },
  numberIdInput: { shape: numberIdInput, good: { numberId: uuid } },
  feedInput: { shape: feedInput, good: { cursor: 'abc', region: uuid, limit: '20' } },
};

describe.each(Object.entries(shapes))('%s', (_name, { shape, good }) => {
  it('takes what its form sends', () => {
    expect(shape.safeParse(good).success).toBe(true);
  });

  it('refuses any key that it does not name', () => {
    fc.assert(
      fc.property(strangeKey, fc.anything(), (key, value) => {
        fc.pre(!Object.hasOwn(shape.shape, key));
        expect(shape.safeParse(withKey(good, key, value)).success).toBe(false);
      }),
    );
  });

  it('answers any value in any field without throwing, and never lets a megabyte in', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(good)), hostileValue, (key, value) => {
        const result = safeRead(shape, withKey(good, key, value));
        expect(JSON.stringify(result.data ?? null).length).toBeLessThan(2_000);
      }),
    );
  });

  it('answers anything at all without throwing', () => {
    fc.assert(
      fc.property(hostileValue, (value) => {
        expect(() => safeRead(shape, value)).not.toThrow();
      }),
    );
  });
});

describe('a story code', () => {
  it('is found in either case, and nothing else gets as far as the database', () => {
    expect(storyCode.parse('ab2cd3')).toBe('AB2CD3');
    fc.assert(
      fc.property(hostileValue, (value) => {
        const result = storyCode.safeParse(value);
        expect(result.data ?? 'REFUSED').toMatch(/^[0-9A-Z]{4,16}$/);
      }),
    );
  });
});
