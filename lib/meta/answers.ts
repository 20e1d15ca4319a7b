import { z } from 'zod';
import { wireId } from './wire.ts';

/** The answer to whatever makes something new: an upload, an upload session. */
export const createdAnswer = z.object({ id: wireId });

/** The answer to whatever only has to work, such as a subscription. */
export const successAnswer = z.object({ success: z.literal(true) });
