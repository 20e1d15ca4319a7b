import { z } from 'zod';
import { canonicalLanguage } from '../regions/languages.ts';
import { numberKinds } from '../words.ts';

/** A new work number as the form sends it. Error texts are keys under `errors.`. */
export const addNumberInput = z.strictObject({
  regionId: z.uuid('regionUnknown'),
  /** As typed; lib/numbers/parse-number.ts reads it. */
  number: z.string('numberNotAPhone').max(100, 'numberNotAPhone'),
  label: z.string('labelMissing').trim().min(1, 'labelMissing').max(80, 'labelTooLong'),
  kind: z.enum(numberKinds, 'numberKindUnknown').default('person'),
  /** Empty: the region's. */
  language: z
    .string('languageUnknown')
    .max(35, 'languageUnknown')
    .nullish()
    .transform((text, context) => {
      if (text === undefined || text === null || text.trim() === '') return null;
      const tag = canonicalLanguage(text);
      if (tag === undefined) context.addIssue({ code: 'custom', message: 'languageUnknown' });
      return tag ?? null;
    }),
});
export type AddNumberInput = z.input<typeof addNumberInput>;

/** Names one number. */
export const numberIdInput = z.strictObject({ numberId: z.uuid() });
