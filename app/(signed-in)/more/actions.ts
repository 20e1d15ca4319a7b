'use server';

import { z } from 'zod';
import { action } from '#lib/auth/action.ts';
import { unlinkCompany } from '#lib/people/commands/identity.ts';

export const unlinkCompanyAction = action(
  { input: z.object({ identityId: z.uuid() }) },
  async ({ db, actor, input, t }) => {
    await unlinkCompany(db, { actor, ...input });
    return { message: t('company.unlinked') };
  },
);
