import { z } from 'zod';
import { mostMarked } from './most-marked.ts';

/** What is marked as seen, or taken back. */
export const seenInput = z.strictObject({
  storyIds: z.array(z.uuid()).min(1).max(mostMarked),
  seen: z.boolean(),
});
