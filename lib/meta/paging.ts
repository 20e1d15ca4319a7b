import { z } from 'zod';

const paging = z.object({
  cursors: z
    .object({ after: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
  next: z.string().optional().catch(undefined),
});

/**
 * A page of a Graph edge. Items stay unparsed, so that each can be read alone
 * and one odd item does not cost the others.
 */
export const graphPage = z.object({ data: z.array(z.unknown()), paging: paging.nullish().catch(null) });
export type GraphPage = z.infer<typeof graphPage>;

/**
 * The cursor of the next page, or undefined after the last one. The end is
 * marked by the absence of `next`, not by a short or empty page. Meta's `next`
 * address itself is not followed, since it has the token in it.
 * Source: docs/graph-api/results.
 */
export function nextCursor(page: GraphPage): string | undefined {
  const next = page.paging?.next;
  if (!next) return undefined;
  const after = page.paging?.cursors?.after;
  if (after) return after;
  return (URL.canParse(next) && new URL(next).searchParams.get('after')) || undefined;
}
