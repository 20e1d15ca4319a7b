import { z } from 'zod';
import type { MetaOutcome } from './outcome.ts';
import { parseMetaJson } from './parse-json.ts';

/** Meta takes at most this many parts in a batch; each counts as a call of its own. */
export const batchSize = 50;

/**
 * The form of a batch of reads. Meta's page says that a batch needs a
 * top-level `access_token`; that the Authorization header counts as one, as it
 * does for every other call, is our belief and is relied on here alone. A token
 * in the form would end up in other people's logs.
 * Source: docs/graph-api/batch-requests.
 * @param paths with version and query, such as `v26.0/1784…/stories?fields=id`
 */
export function batchForm(paths: string[]): Record<string, string> {
  return { batch: JSON.stringify(paths.map((path) => ({ method: 'GET', relative_url: path }))) };
}

const header = z.object({ name: z.string(), value: z.string() });
const part = z.object({
  code: z.number().int(),
  headers: z.array(header).nullish().catch(null),
  body: z.string(),
});
const batchAnswer = z.array(z.unknown());

/**
 * Takes the answer of a batch apart, in the order asked. A part that timed out
 * on Meta's side is `null` there, and stands alone here as well.
 * @returns undefined when the answer is not a batch's
 */
export function readBatch(json: unknown, count: number): MetaOutcome[] | undefined {
  const parts = batchAnswer.safeParse(json).data;
  return parts && Array.from({ length: count }, (_, index) => readPart(parts[index]));
}

function readPart(value: unknown): MetaOutcome {
  if (value === null || value === undefined)
    return { kind: 'uncertain', reason: 'Meta left this part of the batch out' };
  const parsed = part.safeParse(value);
  if (!parsed.success) return { kind: 'uncertain', reason: 'part of a batch is not readable' };
  const { code, headers, body } = parsed.data;
  try {
    return {
      kind: 'answer',
      status: code,
      headers: Object.fromEntries((headers ?? []).map(({ name, value: text }) => [name.toLowerCase(), text])),
      json: parseMetaJson(body),
    };
  } catch {
    return { kind: 'uncertain', reason: 'part of a batch holds no JSON' };
  }
}
