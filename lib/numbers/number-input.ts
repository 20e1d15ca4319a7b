import { z } from 'zod';
import { readQuietHours } from '../regions/quiet-hours.ts';
import { canonicalLanguage } from '../regions/languages.ts';
import { hearings, numberKinds } from '../words.ts';
import { buzzIntervals } from './list-columns.ts';

const label = z.string('labelMissing').trim().min(1, 'labelMissing').max(80, 'labelTooLong');
const kind = z.enum(numberKinds, 'numberKindUnknown');

/** Empty: the region's. */
const language = z
  .string('languageUnknown')
  .max(35, 'languageUnknown')
  .nullish()
  .transform((text, context) => {
    if (text === undefined || text === null || text.trim() === '') return null;
    const tag = canonicalLanguage(text);
    if (tag === undefined) context.addIssue({ code: 'custom', message: 'languageUnknown' });
    return tag ?? null;
  });

/** A new work number. Error texts are keys under `errors.`. */
export const addNumberInput = z.strictObject({
  regionId: z.uuid('regionUnknown'),
  /** As typed; lib/numbers/parse-number.ts reads it. */
  number: z.string('numberNotAPhone').max(100, 'numberNotAPhone'),
  label,
  kind: kind.default('person'),
  language,
});
export type AddNumberInput = z.input<typeof addNumberInput>;

/** A new work number as the form sends it, with how its holder agreed. */
export const addNumberForm = addNumberInput
  .extend({
    /** `code`: the phone will send one. `agreed`: somebody vouches for it. */
    /** Instead of `number`: somebody who wrote and is not known. Empty: none. */
    unknownId: z.union([z.literal(''), z.uuid()]).default(''),
    number: addNumberInput.shape.number.default(''),
    optIn: z.enum(['code', 'agreed']).default('code'),
    /** The day on which it was given, `2026-11-25`. */
    optInOn: z.union([z.literal(''), z.iso.date('optInDayMissing')]).default(''),
    optInWords: z.string().trim().max(300, 'optInWordsTooLong').default(''),
  })
  .superRefine((form, context) => {
    if (form.optIn === 'code') return;
    if (form.optInOn === '')
      context.addIssue({ code: 'custom', message: 'optInDayMissing', path: ['optInOn'] });
    if (form.optInWords.length < 3)
      context.addIssue({ code: 'custom', message: 'optInWordsMissing', path: ['optInWords'] });
  });

/** Names somebody who wrote and is not known. */
export const unknownIdInput = z.strictObject({ unknownId: z.uuid() });

/** Names one number. */
export const numberIdInput = z.strictObject({ numberId: z.uuid() });

/** Removes one number, which its label agrees to. */
export const removeNumberInput = z.strictObject({ numberId: z.uuid(), typed: z.string().max(200) });

/** `22:00-07:30`, `none`, or null for the region's, as it is stored. */
const quietHours = z
  .string('quietHoursUnknown')
  .refine((text) => text === 'none' || readQuietHours(text) !== undefined, 'quietHoursUnknown')
  .nullable();

/** What may be changed of a number besides its state. */
export const changeNumberInput = z.strictObject({
  numberId: z.uuid(),
  label,
  kind,
  language,
  quietHours,
  buzzIntervalMinutes: z.coerce
    .number('buzzIntervalUnknown')
    .refine((minutes) => (buzzIntervals as readonly number[]).includes(minutes), 'buzzIntervalUnknown'),
  hears: z.enum(hearings, 'hearsUnknown'),
});
export type ChangeNumberInput = z.input<typeof changeNumberInput>;

const clock = z.union([z.literal(''), z.iso.time({ precision: -1, error: 'quietHoursUnknown' })]).default('');

/** The same as the form sends it: whose quiet hours hold, and from when to when its own are. */
export const changeNumberForm = changeNumberInput
  .omit({ quietHours: true })
  .extend({ quiet: z.enum(['region', 'none', 'own']), quietFrom: clock, quietUntil: clock })
  .transform(({ quiet, quietFrom, quietUntil, ...rest }, context) => {
    const own = `${quietFrom}-${quietUntil}`;
    if (quiet === 'own' && readQuietHours(own) === undefined)
      context.addIssue({ code: 'custom', message: 'quietHoursUnknown', path: ['quietFrom'] });
    return { ...rest, quietHours: { region: null, none: 'none', own }[quiet] };
  });

/** A number and a region: to follow, to follow no more, or to move to. */
export const numberRegionInput = z.strictObject({ numberId: z.uuid(), regionId: z.uuid('regionUnknown') });

/** Opens, renews or closes a region's join link. */
export const joinLinkInput = z.strictObject({
  regionId: z.uuid('regionUnknown'),
  act: z.enum(['open', 'renew', 'close']),
});
