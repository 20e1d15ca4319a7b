import { z } from 'zod';
import { StorywireError } from '../errors.ts';

/** The last flag of a page of ended ones: the next page begins after it. */
export type EndedCursor = { at: Date; id: string };

const shape = z.tuple([z.int().min(0).max(8_640_000_000_000_000), z.uuid()]);

/** A cursor as the browser carries it: opaque, so that nobody builds on what is in it. */
export const writeEndedCursor = ({ at, id }: EndedCursor): string =>
  Buffer.from(JSON.stringify([at.getTime(), id])).toString('base64url');

/**
 * Reads back what {@link writeEndedCursor} wrote.
 * @throws StorywireError `invalid` for anything else
 */
export function readEndedCursor(text: string): EndedCursor {
  try {
    const [at, id] = shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return { at: new Date(at), id };
  } catch (cause) {
    throw new StorywireError('invalid', 'cursorUnreadable', { field: 'cursor', cause });
  }
}
