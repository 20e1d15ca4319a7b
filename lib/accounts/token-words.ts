import { classifyGraphError } from '#lib/meta/classify.ts';
import type { GraphError } from '#lib/meta/graph-error.ts';

/**
 * The key of the words that tell an admin why a token is refused, such as
 * `token_expired`, from Meta's numbers.
 */
export function tokenWords(error: Pick<GraphError, 'code' | 'subcode'> | null): string {
  const classified = error && classifyGraphError(error);
  return classified?.class === 'token' ? classified.key : 'token_invalid';
}
