import { z } from 'zod';
import { isCountry } from './countries.ts';
import { canonicalLanguage } from './languages.ts';
import { isReadableMark } from './mark-contrast.ts';
import { readQuietHours } from './quiet-hours.ts';
import { readCountries } from './read-countries.ts';
import { canonicalTimeZone } from './time-zones.ts';

/** Error texts are keys under `errors.`. */
const name = z.string('nameMissing').trim().min(1, 'nameMissing').max(60, 'nameTooLong');

/** As the form sends it, in codes or names (`ES, Portugal`), or the list of codes itself. */
const countries = z
  .union([
    z.string().max(400, 'tooManyCountries'),
    z.array(z.string().max(2, 'countryUnknown')).max(60, 'tooManyCountries'),
  ])
  .transform((given, context) => {
    if (typeof given !== 'string') return [...new Set(given.map((country) => country.toUpperCase()))];
    const read = readCountries(given);
    if (read.unknown !== undefined) context.addIssue({ code: 'custom', message: 'countryUnknown' });
    return read.unknown === undefined ? read.countries : z.NEVER;
  })
  .refine((list) => list.length <= 60, 'tooManyCountries')
  .refine((list) => list.every(isCountry), 'countryUnknown');

const timeZone = z
  .string('timeZoneUnknown')
  .max(60, 'timeZoneUnknown')
  .transform((text, context) => {
    const zone = canonicalTimeZone(text);
    if (zone === undefined) context.addIssue({ code: 'custom', message: 'timeZoneUnknown' });
    return zone ?? z.NEVER;
  });

const language = z
  .string('languageUnknown')
  .max(35, 'languageUnknown')
  .transform((text, context) => {
    const tag = canonicalLanguage(text);
    if (tag === undefined) context.addIssue({ code: 'custom', message: 'languageUnknown' });
    return tag ?? z.NEVER;
  });

const markText = z
  .string('markTwoLetters')
  .max(20, 'markTwoLetters')
  .transform((text) => text.trim().toUpperCase())
  .refine((text) => /^\p{L}{2}$/u.test(text), 'markTwoLetters');

const markColor = z
  .string('colorUnknown')
  .max(20, 'colorUnknown')
  .transform((text) => text.trim().toLowerCase())
  .refine((text) => /^#[0-9a-f]{6}$/.test(text), { error: 'colorUnknown', abort: true })
  .refine(isReadableMark, 'colorUnreadable');

/** Empty in the form: outside every group. */
const groupId = z.union([z.literal('').transform(() => null), z.uuid('groupUnknown'), z.null()]);

/** `22:00-07:30` in the region's zone. Two empty times, as the form sends them: no quiet hours. */
const quietHours = z
  .string('quietHoursBoth')
  .max(11, 'quietHoursBoth')
  .nullable()
  .transform((text) => (text === '' || text === '-' ? null : text))
  .refine((text) => text === null || /^\d\d:\d\d-\d\d:\d\d$/.test(text), {
    error: 'quietHoursBoth',
    abort: true,
  })
  .refine((text) => text === null || readQuietHours(text) !== undefined, 'quietHoursSame');

const facts = {
  name,
  groupId: groupId.default(null),
  countries: countries.default([]),
  timeZone,
  language,
  markText,
  markColor,
  quietHours: quietHours.default(null),
};

/** What a region is made of. */
export const regionInput = z.strictObject(facts);
export type RegionInput = z.input<typeof regionInput>;

/** A region as the form for editing it sends it: whole. */
export const editRegionInput = z.strictObject({ regionId: z.uuid(), ...facts });
export type EditRegionInput = z.input<typeof editRegionInput>;

/** @see lib/regions/read-region-list.ts for what a list may hold */
export const regionListInput = z.strictObject({
  list: z.string('listEmpty').min(1, 'listEmpty').max(40_000, 'listTooLong'),
});

/** The region's name is typed, so that nobody archives one by a slip. */
export const archiveRegionInput = z.strictObject({
  regionId: z.uuid(),
  name: z.string('nameDiffers').max(200, 'nameDiffers'),
});
export const restoreRegionInput = z.strictObject({ regionId: z.uuid() });

/** Without a position it comes last. */
export const regionGroupInput = z.strictObject({ name, position: z.int().min(0).max(1000).optional() });
export type RegionGroupInput = z.input<typeof regionGroupInput>;

export const groupNameInput = z.strictObject({ name });
export const renameGroupInput = z.strictObject({ groupId: z.uuid(), name });
export const orderGroupInput = z.strictObject({ groupId: z.uuid(), direction: z.enum(['up', 'down']) });
/** The name is typed where regions would leave the group. */
export const removeGroupInput = z.strictObject({
  groupId: z.uuid(),
  name: z.string('nameDiffers').max(200, 'nameDiffers').default(''),
});

/** Empty: to no region, where it is not checked any more. */
const targetRegion = z.union([z.literal('').transform(() => null), z.uuid('regionUnknown'), z.null()]);

export const moveAccountInput = z.strictObject({ accountId: z.uuid(), regionId: targetRegion });

/** One region an account, by the accounts' ids; those left empty stay as they are. */
export const mapAccountsInput = z
  .record(z.uuid(), z.union([z.literal(''), z.uuid('regionUnknown')]))
  .refine((choices) => Object.keys(choices).length <= 500, 'invalid');
