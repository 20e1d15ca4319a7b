import { z } from 'zod';
import type { Grant } from '../actor.ts';
import { roles } from '../words.ts';

/** Error texts are keys under `errors.`. */
const name = z.string('personNameMissing').trim().min(1, 'personNameMissing').max(80, 'labelTooLong');

const email = z
  .string('emailUnreadable')
  .trim()
  .toLowerCase()
  .max(254, 'emailUnreadable')
  .refine((text) => text === '' || z.email().safeParse(text).success, 'emailUnreadable')
  .transform((text) => (text === '' ? null : text))
  .default(null);

/** `editor:<region id>`, or `editor:all` for every region. */
const oneGrant = z
  .string('roleUnknown')
  .max(60, 'roleUnknown')
  .transform((text, context): Grant => {
    const [role, place] = text.split(':');
    const known = roles.find((each) => each === role);
    if (known && (place === 'all' || z.uuid().safeParse(place).success))
      return { role: known, regionId: place === 'all' ? null : (place ?? null) };
    context.addIssue({ code: 'custom', message: 'roleUnknown' });
    return z.NEVER;
  });

/** One field for each role; a form with one sends no list. */
const grants = z
  .preprocess(
    (given) => (given === undefined || given === '' ? [] : typeof given === 'string' ? [given] : given),
    z.array(oneGrant, 'roleUnknown').max(300, 'roleUnknown'),
  )
  .transform((list) => [...new Map(list.map((each) => [`${each.role}:${each.regionId}`, each])).values()]);

export const invitePersonInput = z.strictObject({
  name,
  email,
  grant: grants.refine((list) => list.length > 0, 'roleMissing'),
});
export const changeRolesInput = z.strictObject({ userId: z.uuid(), grant: grants });
export const renamePersonInput = z.strictObject({ userId: z.uuid(), name });
export const personIdInput = z.strictObject({ userId: z.uuid() });
export const endSessionsInput = z.strictObject({
  userId: z.uuid(),
  sessionId: z.uuid().nullable().default(null),
});
export const linkNumberInput = z.strictObject({ userId: z.uuid(), numberId: z.uuid('numberNotChosen') });
