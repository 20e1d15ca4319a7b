import { z } from 'zod';
import { reuseAnswers, reuseRights } from '../words.ts';

/** Error texts are keys under `errors.`. */
const words = z
  .string()
  .trim()
  .max(500, 'rightsWordsTooLong')
  .transform((text) => (text === '' ? null : text))
  .default(null);

/** One field of a form, or several of one name. */
const regionIds = z
  .union([z.uuid('regionUnknown').transform((id) => [id]), z.array(z.uuid('regionUnknown')).max(500)])
  .default([]);

/** What a story's team says of it. */
export const storyRightsInput = z.strictObject({
  storyId: z.uuid(),
  rights: z.enum(reuseRights, 'rightsUnknown'),
  /** The last day on which it may be reused. Empty: for good. */
  lastDay: z
    .union([z.literal('').transform(() => null), z.iso.date('dayUnknown')])
    .nullable()
    .default(null),
  where: z.enum(['all', 'some']).default('all'),
  regionIds,
  words,
});

export const clearRightsInput = z.strictObject({ storyId: z.uuid() });

export const releaseStoryInput = z.strictObject({ storyId: z.uuid() });

export const accountRightsInput = z.strictObject({
  accountId: z.uuid(),
  rights: z.enum(reuseRights, 'rightsUnknown'),
});

export const askReuseInput = z.strictObject({ storyId: z.uuid(), regionId: z.uuid('regionUnknown'), words });

export const answerReuseInput = z.strictObject({
  questionId: z.uuid(),
  answer: z.enum(reuseAnswers, 'answerUnknown'),
  words,
});
