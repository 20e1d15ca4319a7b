'use server';

import { action } from '#lib/auth/action.ts';
import { brandInput } from '#lib/brand/brand-input.ts';
import { saveBrand } from '#lib/brand/commands.ts';

export const saveBrandAction = action({ input: brandInput }, async ({ db, actor, input, t }) => {
  await saveBrand(db, { actor, ...input });
  return { message: t('brand.saved') };
});
