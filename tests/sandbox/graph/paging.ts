import type { Json, JsonObject } from '../json.ts';
import { badParameter } from './graph-error.ts';

/** Meta's usual page length where none is asked for. */
const defaultLimit = 25;
const greatestLimit = 100;

/** @throws GraphError 100 when the limit is no positive number */
export function readLimit(text: string | null | undefined): number {
  if (text === null || text === undefined || text === '') return defaultLimit;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1)
    throw badParameter('Param limit must be an integer greater than or equal to 1');
  return Math.min(limit, greatestLimit);
}

/** Cursors are opaque to clients; inside is the key of the item they point at. */
function encodeCursor(key: string): string {
  return Buffer.from(`sw1:${key}`).toString('base64url');
}

/** @throws GraphError 100 for a cursor that was not handed out here */
export function decodeCursor(cursor: string | null | undefined): string | undefined {
  if (!cursor) return undefined;
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!text.startsWith('sw1:')) throw badParameter('Invalid cursors values');
  return text.slice(4);
}

export type PageParts = {
  data: Json[];
  /** Keys of the first and last item. */
  firstKey: string | undefined;
  lastKey: string | undefined;
  /** Address of the same list without cursor, when more follows. */
  nextFrom: string | undefined;
};

/** A list as Graph answers it. `paging` is absent on an empty page, `next` on the last one. */
export function pageOf(parts: PageParts): JsonObject {
  if (parts.firstKey === undefined || parts.lastKey === undefined) return { data: parts.data };
  const cursors = { before: encodeCursor(parts.firstKey), after: encodeCursor(parts.lastKey) };
  if (parts.nextFrom === undefined) return { data: parts.data, paging: { cursors } };
  const next = new URL(parts.nextFrom);
  next.searchParams.set('after', cursors.after);
  return { data: parts.data, paging: { cursors, next: next.href } };
}

/** Pages through a list that is short enough to be at hand. */
export function pageOfList<Item>(
  items: Item[],
  options: {
    key: (item: Item) => string;
    show: (item: Item) => Json;
    limit: number;
    after: string | undefined;
    address: string;
  },
): JsonObject {
  const from =
    options.after === undefined ? 0 : items.findIndex((item) => options.key(item) === options.after) + 1;
  const page = items.slice(from, from + options.limit);
  const [first, last] = [page[0], page.at(-1)];
  return pageOf({
    data: page.map(options.show),
    firstKey: first === undefined ? undefined : options.key(first),
    lastKey: last === undefined ? undefined : options.key(last),
    nextFrom: from + options.limit < items.length ? options.address : undefined,
  });
}
