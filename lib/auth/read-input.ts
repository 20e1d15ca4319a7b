import type { z } from 'zod';
import { parseInput, parseJson } from './parse-input.ts';
import { readBody } from './read-body.ts';

/**
 * The input of a route that takes more than forms do: a list as text. For
 * handlers that first ask who it is, so that nobody makes the server read
 * megabytes who may not send them.
 * @throws StorywireError `too_large`; `invalid` naming the field
 */
export async function readInput<S extends z.ZodType>(
  request: Request,
  shape: S,
  limitBytes: number,
): Promise<z.output<S>> {
  return parseInput(shape, parseJson(await readBody(request, limitBytes)));
}
