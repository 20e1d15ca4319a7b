import { z } from 'zod';

/** Why a question has no answer: a permission is missing, Meta refuses the app itself, or Meta did not answer. */
const silence = z.enum(['permission', 'app', 'unavailable']);

/** Where Meta sends the webhooks of one kind of object. */
const subscription = z.object({
  callbackUrl: z.string().nullable(),
  active: z.boolean(),
  fields: z.array(z.string()),
  /** The first of the tests in a row that found this address switched on, as ISO 8601. NULL: not known. */
  heldSince: z.string().nullable().default(null),
});
export type HeldSubscription = z.infer<typeof subscription>;

/**
 * What the latest test found out: facts alone, so that the rule may change
 * without a new test. Stored as it is, and parsed when it is read.
 */
export const setUpProbe = z.object({
  /** The public address that was tested, STORYWIRE_URL then. Empty: not known. */
  url: z.string().default(''),
  /** What came of calling our own public address as Meta does in its handshake. */
  address: z.enum(['answered', 'stranger', 'unreachable']),
  /** By Meta's name of the object; `null`: it holds none. */
  subscriptions: z.union([
    silence,
    z.object({ whatsapp: subscription.nullable(), instagram: subscription.nullable() }),
  ]),
  /** Whether the WhatsApp account's webhooks go to our app. `null`: no alerts, or no token that may ask. */
  subscribed: z.union([silence, z.boolean()]).nullable(),
  /** The WhatsApp number, in Meta's words. `null`: as above. */
  sender: z
    .union([
      silence,
      z.object({
        displayNumber: z.string().nullable(),
        verifiedName: z.string().nullable(),
        nameStatus: z.string().nullable(),
        status: z.string().nullable(),
        quality: z.string().nullable(),
      }),
    ])
    .nullable(),
  /** What one of could not be asked about to the end, for a reason that the worker's log tells. */
  unasked: z.array(z.enum(['tokens', 'templates'])).default([]),
});
export type SetUpProbe = z.infer<typeof setUpProbe>;
