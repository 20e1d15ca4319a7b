import type { RouteError } from '#lib/auth/route-error.ts';

/** A refusal in the server's own words, or a key under `brand.notSaved`. */
export type UploadFailure =
  | { message: string; field?: string }
  | 'network'
  | 'tooLarge'
  | 'signedOut'
  | 'odd';

/**
 * Why something was not saved. What stands in front of Storywire may refuse a
 * large file by itself, so size is known by its status and not by our words.
 * @param status of the answer; null: none came
 * @param answer null: none of ours
 */
export function uploadFailure(status: number | null, answer: RouteError | null): UploadFailure {
  if (status === null) return 'network';
  if (status === 413) return 'tooLarge';
  if (status === 401) return 'signedOut';
  return answer?.error ?? 'odd';
}
