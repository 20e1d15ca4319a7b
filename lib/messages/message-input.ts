import { z } from 'zod';

export const messageIdInput = z.strictObject({ messageId: z.uuid() });
