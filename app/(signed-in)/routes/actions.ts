'use server';

import { setRoutes } from '#lib/alerts/commands/set-routes.ts';
import { routesForm } from '#lib/alerts/route-input.ts';
import { action } from '#lib/auth/action.ts';

export const saveRoutesAction = action({ input: routesForm }, async ({ db, actor, input, t }) => {
  const { count } = await setRoutes(db, { actor, ...input });
  return { message: t('routes.saved', { count }) };
});
