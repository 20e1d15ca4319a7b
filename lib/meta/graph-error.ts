import { z } from 'zod';
import { wireInteger, wireText } from './wire.ts';
import { withoutSecrets } from './without-secrets.ts';

/** What Graph says when it refuses; its sentences without tokens and long numbers. */
export type GraphError = {
  code: number;
  /** NULL: not given; WhatsApp gives none since v16. */
  subcode: number | null;
  message: string;
  /** WhatsApp's `error_data.details`, which says more than the message. */
  details: string | null;
  /** Words that Meta means for people. */
  userMessage: string | null;
};

const graphErrorWire = z.object({
  error: z.object({
    code: wireInteger,
    error_subcode: wireInteger.nullish().catch(null),
    message: wireText.catch(null),
    error_user_title: wireText.catch(null),
    error_user_msg: wireText.catch(null),
    error_data: z.object({ details: wireText }).nullish().catch(null),
  }),
});

/**
 * Reads Graph's error envelope. Only the code is needed for that; whatever else
 * is odd about an error must not turn a refusal into an uncertainty.
 * Source: docs/graph-api/guides/error-handling.
 */
export function readGraphError(json: unknown): GraphError | undefined {
  const parsed = graphErrorWire.safeParse(json);
  if (!parsed.success) return undefined;
  const { error } = parsed.data;
  return {
    code: error.code,
    subcode: error.error_subcode ?? null,
    message: withoutSecrets(error.message ?? 'no message'),
    details: clean(error.error_data?.details),
    userMessage: clean(error.error_user_msg ?? error.error_user_title),
  };
}

const clean = (text: string | null | undefined) => (text ? withoutSecrets(text) : null);

/** A code as the ledger writes it: `190`, or `100/33` with its subcode. */
export function codeText(error: Pick<GraphError, 'code' | 'subcode'>): string {
  return error.subcode === null ? String(error.code) : `${error.code}/${error.subcode}`;
}
