'use server';

import { moveAccount } from '#lib/accounts/commands.ts';
import { action } from '#lib/auth/action.ts';
import { addRegion, editRegion } from '#lib/regions/commands.ts';
import { editRegionInput, moveAccountInput, regionInput } from '#lib/regions/region-input.ts';

export const addRegionAction = action({ input: regionInput }, async ({ db, actor, input, t }) => {
  await addRegion(db, { actor, ...input });
  return { message: t('regions.done.regionAdded', { name: input.name }) };
});

export const editRegionAction = action({ input: editRegionInput }, async ({ db, actor, input, t }) => {
  await editRegion(db, { actor, ...input });
  return { message: t('regions.done.regionEdited', { name: input.name }) };
});

export const moveAccountAction = action({ input: moveAccountInput }, async ({ db, actor, input, t }) => {
  await moveAccount(db, { actor, ...input });
  return { message: t('regions.done.accountMoved') };
});
