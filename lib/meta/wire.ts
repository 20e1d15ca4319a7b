import { z } from 'zod';

/** An id: text in answers, a bare integer in some webhooks. */
export const wireId = z
  .union([z.string().min(1), z.number().refine(Number.isSafeInteger, 'has lost digits')])
  .transform(String);

/** Text that may be absent, `null`, or empty where Meta means absent (seen for contact properties). */
export const wireText = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || null);

/** A whole number that some answers carry as text (`file_size`, codes). */
export const wireInteger = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^-?\d{1,15}$/)
    .transform(Number),
]);

/** Latest moment that a Date can hold, in seconds. */
const maxSeconds = 8_640_000_000_000;

/** Unix seconds: text in WhatsApp's webhooks, numbers in their `time` and in mocks. */
export const wireSeconds = wireInteger
  .refine((seconds) => seconds >= 0 && seconds <= maxSeconds, 'is not a time')
  .transform((seconds) => new Date(seconds * 1000));

/** ISO 8601 as Graph writes it: `2019-09-26T22:36:43+0000`, without the colon that the standard wants. */
export const wireTime = z
  .string()
  .transform((text) => new Date(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')))
  .refine((date) => !Number.isNaN(date.getTime()), 'is not a time');
