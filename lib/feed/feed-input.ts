import { z } from 'zod';

/** Stories on one page of the feed. */
export const feedPageSize = { usual: 40, most: 60 } as const;

/** What may be asked of GET /api/feed. */
export const feedInput = z.strictObject({
  cursor: z.string().min(1).max(200).optional(),
  region: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(feedPageSize.most).optional(),
});

/** A story's code as typed or linked, in the capitals in which it is kept. */
export const storyCode = z
  .string()
  .regex(/^[0-9A-Za-z]{4,16}$/)
  .toUpperCase();
