import { z } from 'zod';
import { readGraphError } from '#lib/meta/graph-error.ts';
import type { MetaOutcome } from '#lib/meta/outcome.ts';
import { readUsage } from '#lib/meta/usage.ts';
import type { Usage } from '#lib/meta/usage.ts';
import { wireId, wireText } from '#lib/meta/wire.ts';

/**
 * What became of one try to send a message. `refused` and `not_sent` prove that
 * it was not accepted; `uncertain` proves nothing and must never be repeated by
 * reflex, since the Cloud API has no idempotency key.
 */
export type SendOutcome =
  | {
      kind: 'accepted';
      wamid: string;
      /** As WhatsApp knows the recipient; Brazil's and Mexico's differ from the dialled number. NULL: not told. */
      waId: string | null;
      /** Business-scoped user id. NULL: not told. */
      userId: string | null;
      usage: Usage | null;
    }
  | {
      kind: 'refused';
      status: number;
      code: number;
      subcode: number | null;
      /** Meta's words. */
      details: string;
      usage: Usage | null;
    }
  | { kind: 'not_sent'; reason: string }
  | { kind: 'uncertain'; reason: string };

const sendAnswer = z.object({
  messages: z.tuple([z.object({ id: wireId })], z.unknown()),
  contacts: z
    .array(z.object({ wa_id: wireText.catch(null), user_id: wireText.catch(null) }))
    .nullish()
    .catch(null),
});

/**
 * Reads the outcome of `POST /{phone-number-id}/messages`. A readable Graph
 * error is a refusal whatever its status; acceptance needs a good status and an
 * id; everything else in between is uncertain.
 */
export function readSendOutcome(outcome: MetaOutcome, now: Date): SendOutcome {
  if (outcome.kind !== 'answer') return outcome;
  const usage = readUsage(outcome.headers, now) ?? null;
  const error = readGraphError(outcome.json);
  if (error) {
    const { code, subcode } = error;
    return {
      kind: 'refused',
      status: outcome.status,
      code,
      subcode,
      details: error.details ?? error.message,
      usage,
    };
  }
  const accepted = sendAnswer.safeParse(outcome.json).data;
  if (outcome.status >= 300 || !accepted) {
    return {
      kind: 'uncertain',
      reason: `status ${outcome.status} with neither a message id nor a readable error`,
    };
  }
  const contact = accepted.contacts?.[0];
  return {
    kind: 'accepted',
    wamid: accepted.messages[0].id,
    waId: contact?.wa_id ?? null,
    userId: contact?.user_id ?? null,
    usage,
  };
}
