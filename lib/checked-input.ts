import type { z } from 'zod';
import { StorywireError } from './errors.ts';
import { safeRead } from './safe-read.ts';

/**
 * Checks what a command was given against its shape. Commands do this
 * themselves, whatever the edge did before: the launcher and jobs call them too.
 * @throws StorywireError `invalid`, with the first issue's text, a key under `errors.`, and its field
 */
export function checkedInput<S extends z.ZodType>(shape: S, given: unknown): z.output<S> {
  const result = safeRead(shape, given);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue?.path.join('.').slice(0, 100) ?? '';
  throw new StorywireError('invalid', issue?.message ?? 'invalid', {
    ...(field === '' ? {} : { field }),
    cause: result.error,
  });
}
