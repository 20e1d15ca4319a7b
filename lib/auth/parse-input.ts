import { z } from 'zod';
import { StorywireError } from '../errors.ts';
import { safeRead } from '../safe-read.ts';

/**
 * Checks what came from outside against its shape. Keys that the shape does
 * not name are refused, so that nothing reaches a row by being sent along.
 * @throws StorywireError `invalid`, naming the field; its message is the shape's own, a key under `errors.` where one was given
 */
export function parseInput<S extends z.ZodType>(shape: S, given: unknown): z.output<S> {
  const strict = shape instanceof z.ZodObject ? shape.strict() : shape;
  const result = safeRead(strict, given);
  if (result.success) return result.data as z.output<S>;
  const [issue] = result.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const field = [...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])].join('.').slice(0, 100);
  throw new StorywireError('invalid', issue?.message ?? 'invalid', field === '' ? {} : { field });
}

/** Names and values of a form or a query; a name that comes more than once becomes a list. */
export function fieldsOf(entries: Iterable<[string, unknown]>): Record<string, unknown> {
  const fields = new Map<string, unknown[]>();
  for (const [name, value] of entries) fields.set(name, [...(fields.get(name) ?? []), value]);
  // fromEntries defines own properties, so that `__proto__` stays a name like any other and is refused.
  return Object.fromEntries(
    [...fields].map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );
}

/** @throws StorywireError `invalid` when the text is no JSON */
export function parseJson(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new StorywireError('invalid', 'notJson', { cause });
  }
}
