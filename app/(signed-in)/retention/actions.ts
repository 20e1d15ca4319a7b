'use server';

import { action } from '#lib/auth/action.ts';
import { saveRetention } from '#lib/retention/commands.ts';
import { retentionInput } from '#lib/retention/retention-input.ts';

export const saveRetentionAction = action({ input: retentionInput }, async ({ db, actor, input, t }) => {
  await saveRetention(db, { actor, rules: input });
  return { message: t('retention.saved') };
});
