'use server';

import { z } from 'zod';
import { action } from '#lib/auth/action.ts';
import { askAboutTemplates } from '#lib/messages/commands/ask-about-templates.ts';

export const askAboutTemplatesAction = action({ input: z.strictObject({}) }, async ({ db, actor, t }) => {
  await askAboutTemplates(db, { actor });
  return { message: t('templates.asked') };
});
