import { z } from 'zod';

/** ISO 8601 with its offset. NULL: as soon as it is approved. */
const publishAt = z
  .union([
    z.iso.datetime({ offset: true, error: 'timeUnreadable' }).transform((at) => new Date(at)),
    z.null(),
  ])
  .default(null);

const words = z.string().trim().min(1, 'repostWordsMissing').max(500, 'repostWordsTooLong');

export const beginInput = z.strictObject({
  code: z.string().min(1).max(16),
  regionId: z.uuid('regionUnknown'),
  flagId: z.uuid().optional(),
});

export const addTargetInput = z.strictObject({
  accountId: z.uuid('accountNotFound'),
  versionId: z.uuid().nullable().default(null),
  publishAt,
});

/** One step of one target. What is approved or sent back names the version and time that were seen. */
export const targetStepInput = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('change'), versionId: z.uuid().nullable(), publishAt }),
  z.strictObject({ step: z.literal('submit') }),
  z.strictObject({ step: z.literal('approve'), versionId: z.uuid(), publishAt }),
  z.strictObject({ step: z.literal('send_back'), versionId: z.uuid(), publishAt, words }),
  z.strictObject({ step: z.literal('comment'), words }),
  z.strictObject({ step: z.literal('cancel') }),
  z.strictObject({ step: z.literal('post_now') }),
  z.strictObject({ step: z.literal('is_there') }),
  z.strictObject({ step: z.literal('is_not_there') }),
]);
export type TargetStepInput = z.output<typeof targetStepInput>;
