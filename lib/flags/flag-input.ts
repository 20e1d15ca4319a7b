import { z } from 'zod';
import { flagKinds } from '../words.ts';
import { boardSteps } from './flag-step.ts';

/** Error texts are keys under `errors.`. */
const words = z.string().trim().max(1000, 'flagWordsTooLong');

/** A flag as the dialog sends it. */
export const flagInput = z.strictObject({
  code: z.string().max(16, 'storyNotFound'),
  regionId: z.uuid('regionUnknown'),
  kind: z.enum(flagKinds, 'flagKindUnknown'),
  /** Empty: nothing is said. */
  words: words.transform((text) => (text === '' ? null : text)).default(null),
  urgent: z.boolean().default(false),
});
export type FlagInput = z.input<typeof flagInput>;

/** What is changed of a flag: where it is, or whether it is urgent. */
export const flagChangeInput = z.discriminatedUnion('change', [
  z.strictObject({ change: z.enum(boardSteps).exclude(['hand_over', 'dismiss']) }),
  z.strictObject({ change: z.literal('hand_over'), toUserId: z.uuid('flagOwnerUnknown') }),
  z.strictObject({ change: z.literal('dismiss'), reason: words.min(1, 'flagReasonMissing') }),
  z.strictObject({ change: z.literal('urgent'), urgent: z.boolean() }),
]);
export type FlagChange = z.output<typeof flagChangeInput>;
