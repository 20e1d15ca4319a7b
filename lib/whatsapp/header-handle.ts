import { z } from 'zod';

/** The answer to the bytes of a resumable upload: the handle that a template's header example takes. */
export const headerHandle = z.object({ h: z.string().min(1) });
