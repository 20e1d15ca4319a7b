import { z } from 'zod';
import { StorywireError } from '../errors.ts';

/** The last story of a page: the next page begins after it. */
export type FeedCursor = { postedAt: Date; id: string };

const shape = z.tuple([z.int().min(0).max(8_640_000_000_000_000), z.uuid()]);

/** A cursor as the browser carries it: opaque, so that nobody builds on what is in it. */
export function writeCursor({ postedAt, id }: FeedCursor): string {
  return Buffer.from(JSON.stringify([postedAt.getTime(), id])).toString('base64url');
}

/**
 * Reads back what {@link writeCursor} wrote.
 * @throws StorywireError `invalid` for anything else
 */
export function readCursor(text: string): FeedCursor {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch (cause) {
    throw new StorywireError('invalid', 'cursorUnreadable', { field: 'cursor', cause });
  }
  const result = shape.safeParse(json);
  if (!result.success)
    throw new StorywireError('invalid', 'cursorUnreadable', { field: 'cursor', cause: result.error });
  return { postedAt: new Date(result.data[0]), id: result.data[1] };
}
