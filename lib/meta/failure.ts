import type { CheckResult } from '#lib/words.ts';
import type { z } from 'zod';
import { classifyGraphError } from './classify.ts';
import type { ErrorClass } from './classify.ts';
import { codeText, readGraphError } from './graph-error.ts';
import type { GraphError } from './graph-error.ts';
import type { MetaOutcome } from './outcome.ts';
import { readUsage } from './usage.ts';
import type { Usage } from './usage.ts';

/** Why a call that changes nothing, or may be repeated, gave no result. */
export type MetaFailure = {
  ok: false;
  result: Exclude<CheckResult, 'ok'>;
  /** Meta's code as the ledger writes it: `100/33`. NULL: Meta gave none. */
  errorCode: string | null;
  /** NULL: there was no readable Graph error. */
  error: GraphError | null;
  /** Not to be called before. NULL: Meta named no time. */
  notBefore: Date | null;
  /** What was observed, in words, without tokens or numbers. */
  details: string;
};

const results: Record<ErrorClass, MetaFailure['result']> = {
  throttled: 'throttled',
  token: 'token',
  permission: 'permission',
  policy: 'permission',
  missing: 'missing',
  transient: 'unavailable',
  recipient: 'unknown',
  template: 'unknown',
  permanent: 'unknown',
  unknown: 'unknown',
};

/**
 * Reads an outcome as the answer that was hoped for, or says why it is not.
 * A Graph error outranks the status: Meta sends errors with 200 inside batches.
 * @param only the id whose usage figures count, see {@link readUsage}
 */
export function readAnswer<T>(
  outcome: MetaOutcome,
  schema: z.ZodType<T>,
  now: Date,
  only?: string,
): { ok: true; data: T; usage: Usage | null } | MetaFailure {
  if (outcome.kind !== 'answer') return failed('unavailable', outcome.reason);
  const usage = readUsage(outcome.headers, now, only) ?? null;
  const error = readGraphError(outcome.json);
  if (error) return refused(error, usage);
  const notBefore = usage?.notBefore ?? null;
  if (outcome.status >= 500)
    return { ...failed('unavailable', `status ${outcome.status} without a readable error`), notBefore };
  const parsed = schema.safeParse(outcome.json);
  if (outcome.status < 300 && parsed.success) return { ok: true, data: parsed.data, usage };
  return { ...failed('unknown', `answer of an unexpected shape (status ${outcome.status})`), notBefore };
}

function refused(error: GraphError, usage: Usage | null): MetaFailure {
  const { class: errorClass, key } = classifyGraphError(error);
  return {
    ok: false,
    // The role on the page of what was asked for is lost (190/492): the token goes on with everything else.
    result: key === 'token_no_page_role' ? 'permission' : results[errorClass],
    errorCode: codeText(error),
    error,
    // The figures come with answers of every kind, and calling too early prolongs the block.
    notBefore: usage?.notBefore ?? null,
    details: `refused: ${key} (${codeText(error)})`,
  };
}

/** A failure without a Graph error behind it. */
export function failed(result: MetaFailure['result'], details: string): MetaFailure {
  return { ok: false, result, errorCode: null, error: null, notBefore: null, details };
}
