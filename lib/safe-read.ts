import { z } from 'zod';

type Read<T> =
  | { success: true; data: T; error?: undefined }
  | { success: false; data?: undefined; error: z.ZodError };

/**
 * `safeParse` for what came from outside. zod measures whatever has a length,
 * also where it has already seen that it is no text, and throws over a length
 * that cannot be compared, as in `{"length":{"toString":1,"valueOf":1}}`. Such
 * a value is refused here, like any other that does not fit.
 */
export function safeRead<S extends z.ZodType>(shape: S, given: unknown): Read<z.output<S>> {
  const path = strayLength(given);
  if (!path) return shape.safeParse(given);
  const issue = { code: 'custom', message: 'invalid', path, input: given } as const;
  return { success: false, error: new z.ZodError([issue]) };
}

type Part = { value: unknown; path: string[] };

/** Where something has a length that is no number. Without recursion: text of any depth comes in. */
function strayLength(given: unknown): string[] | undefined {
  const left: Part[] = [{ value: given, path: [] }];
  for (let part = left.pop(); part; part = left.pop()) {
    const { value, path } = part;
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) continue;
    if ('length' in value && typeof value.length !== 'number') return path;
    // The name of a field is enough for whoever mends it, however deep the fault lies.
    for (const [key, inner] of Object.entries(value))
      left.push({ value: inner, path: path.length === 0 ? [key] : path });
  }
  return undefined;
}
