import { z } from 'zod';
import {
  type AskedRules,
  type KeptPart,
  keptParts,
  leastDays,
  mostDays,
  type RetentionRules,
} from './retention-rules.ts';

const days = z
  .string()
  .trim()
  .transform((text) => (text === '' ? null : Number(text)))
  .refine(
    (value) => value === null || (Number.isInteger(value) && value >= leastDays && value <= mostDays),
    'retentionDays',
  );

/** As it is typed: whole days, or nothing for good. */
export const retentionInput = z.object({ originals: days, pictures: days, words: days });

/** Reads the rules out of an address; what it does not name is as it is saved. */
export function rulesAsked(
  params: Record<string, string | string[] | undefined>,
  saved: RetentionRules,
): AskedRules {
  const typed = Object.fromEntries(
    keptParts.map((part) => {
      const given = params[part];
      return [part, typeof given === 'string' ? given.slice(0, 10) : String(saved[part] ?? '')];
    }),
  ) as Record<KeptPart, string>;
  const parsed = retentionInput.safeParse(typed);
  return { typed, rules: parsed.success ? parsed.data : null };
}
