import { z } from 'zod';
import { isCountry } from './countries.ts';
import { canonicalLanguage } from './languages.ts';
import { isReadableMark } from './mark-contrast.ts';
import { canonicalTimeZone } from './time-zones.ts';

/** Error texts are keys under `errors.`. */
const name = z.string('nameMissing').trim().min(1, 'nameMissing').max(60, 'nameTooLong');

/** A comma list as the form sends it, or the list itself. */
const countries = z
  .union([
    z.string().max(400, 'tooManyCountries'),
    z.array(z.string().max(2, 'countryUnknown')).max(60, 'tooManyCountries'),
  ])
  .transform((list) => (typeof list === 'string' ? list.split(/[\s,;]+/).filter(Boolean) : list))
  .transform((list) => [...new Set(list.map((country) => country.toUpperCase()))])
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

const facts = {
  name,
  groupId: groupId.default(null),
  countries: countries.default([]),
  timeZone,
  language,
  markText,
  markColor,
};

/** What a region is made of. */
export const regionInput = z.strictObject(facts);
export type RegionInput = z.input<typeof regionInput>;

/** A region as the form for editing it sends it: whole. */
export const editRegionInput = z.strictObject({ regionId: z.uuid(), ...facts });
export type EditRegionInput = z.input<typeof editRegionInput>;

export const regionGroupInput = z.strictObject({ name, position: z.int().min(0).max(1000).default(0) });
export type RegionGroupInput = z.input<typeof regionGroupInput>;

export const moveAccountInput = z.strictObject({ accountId: z.uuid(), regionId: z.uuid('regionUnknown') });
