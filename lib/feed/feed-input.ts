import { z } from 'zod';
import { storyKinds } from '../words.ts';
import { type FeedFilter, type FilterField, filterFields, standings } from './feed-filter.ts';

/** Stories on one page of the feed. */
export const feedPageSize = { usual: 40, most: 60 } as const;

/** More signs than these nobody searches for. */
const mostSearched = 100;

const day = z.iso.date();
const filterShape = {
  region: z.uuid(),
  group: z.uuid(),
  account: z.string().regex(/^[\w.]{1,30}$/),
  kind: z.enum(storyKinds),
  standing: z.enum(standings),
  from: day,
  to: day,
  q: z.string().trim().min(1).max(mostSearched),
} as const satisfies Record<FilterField, z.ZodType>;

const filterInput = z.object(filterShape).partial();

/** What may be asked of GET /api/feed. */
export const feedInput = filterInput
  .extend({
    cursor: z.string().min(1).max(200).optional(),
    limit: z.coerce.number().int().min(1).max(feedPageSize.most).optional(),
  })
  .strict();

/** What may be asked of GET /api/reels. */
export const reelsInput = filterInput.extend({ code: z.string().min(1).max(16) }).strict();

/** The filter in a page's address. A part that was cut short or mistyped narrows nothing down, rather than being an error. */
export function readFilter(query: Record<string, string | string[] | undefined>): FeedFilter {
  return Object.fromEntries(
    filterFields.flatMap((field) => {
      const { data } = filterShape[field].safeParse(query[field]);
      return data === undefined ? [] : [[field, data]];
    }),
  );
}

/** A story's code as typed or linked, in the capitals in which it is kept. */
export const storyCode = z
  .string()
  .regex(/^[0-9A-Za-z]{4,16}$/)
  .toUpperCase();
