import { z } from 'zod';

/**
 * A token as it is pasted: letters and digits in one piece. Line breaks and
 * blanks that came along at its ends are none of it. Meta gives no rule for how
 * one looks ("may change"); what could not stand in a header is refused.
 */
export const enterTokenInput = z.strictObject({
  accessToken: z
    .string('tokenMissing')
    .max(2_000, 'tokenUnreadable')
    .transform((text) => text.trim())
    .refine((text) => text !== '', { error: 'tokenMissing', abort: true })
    .refine((text) => /^[\w.|~+/=-]{20,1000}$/.test(text), 'tokenUnreadable'),
});

export const tokenIdInput = z.strictObject({ tokenId: z.uuid('tokenNotFound') });
