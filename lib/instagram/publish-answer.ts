import type { z } from 'zod';
import { type GraphError, readGraphError } from '#lib/meta/graph-error.ts';
import type { MetaOutcome } from '#lib/meta/outcome.ts';
import { type Usage, readUsage } from '#lib/meta/usage.ts';

/** What came of a call on the way to a post. The phase is kept: whether it may be repeated depends on it. */
export type PublishAnswer<T> =
  | { kind: 'done'; data: T }
  | { kind: 'refused'; error: GraphError; status: number; usage: Usage | null }
  /** No byte of it left. */
  | { kind: 'not_sent'; reason: string }
  /** It may have been acted on. */
  | { kind: 'uncertain'; reason: string };

/**
 * Reads an outcome. Only a complete answer that holds what was hoped for, or a
 * Graph error, says what Meta did; everything else is uncertain, a status of
 * 200 without an id among it.
 */
export function readPublishAnswer<T>(
  outcome: MetaOutcome,
  schema: z.ZodType<T>,
  { now, igUserId }: { now: Date; igUserId: string },
): PublishAnswer<T> {
  if (outcome.kind !== 'answer') return outcome;
  const { status, headers, json } = outcome;
  const error = readGraphError(json);
  if (error) return { kind: 'refused', error, status, usage: readUsage(headers, now, igUserId) ?? null };
  const parsed = schema.safeParse(json);
  if (status < 300 && parsed.success) return { kind: 'done', data: parsed.data };
  return { kind: 'uncertain', reason: `answer of an unexpected shape (status ${status})` };
}
