import { batchForm, readBatch } from '#lib/meta/batch.ts';
import { metaRequest } from '#lib/meta/client.ts';
import type { MetaConfig } from '#lib/meta/config.ts';
import { readGraphError } from '#lib/meta/graph-error.ts';
import type { MetaOutcome } from '#lib/meta/outcome.ts';

/**
 * Sends a batch of reads; when it fails as a whole, so does every part of it.
 * @param paths with version and query, at most fifty
 * @returns in the order asked
 */
export async function readMany(config: MetaConfig, paths: string[]): Promise<MetaOutcome[]> {
  const outcome = await metaRequest(config, { method: 'POST', path: '', body: { form: batchForm(paths) } });
  if (outcome.kind !== 'answer' || readGraphError(outcome.json)) return paths.map(() => outcome);
  const parts = readBatch(outcome.json, paths.length);
  if (!parts) return paths.map(() => ({ kind: 'uncertain', reason: 'answer is not a batch' }));
  // Usage figures may stand on the whole or on the part; the part's own come first.
  return parts.map((part) =>
    part.kind === 'answer' ? { ...part, headers: { ...outcome.headers, ...part.headers } } : part,
  );
}
