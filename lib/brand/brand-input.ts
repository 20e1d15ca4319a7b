import { z } from 'zod';

export const brandInput = z.object({
  name: z.string().trim().min(1, 'nameMissing').max(60, 'nameTooLong'),
  /** Empty: Storywire's own teal. */
  accentColor: z.union([z.literal(''), z.string().regex(/^#[0-9a-f]{6}$/i, 'colorUnknown')]),
});
export type BrandInput = z.input<typeof brandInput>;

/** A logo's name in the store, which is ours: nothing that was sent becomes part of it. */
export const logoKeyShape = z.string().regex(/^brand\/logo-[0-9a-f-]{36}\.png$/, 'logoGone');

export const fontInput = z.object({
  family: z.string().trim().min(1, 'nameMissing').max(60, 'nameTooLong'),
  weight: z.coerce.number().int().min(100, 'fontWeightUnknown').max(900, 'fontWeightUnknown'),
});
