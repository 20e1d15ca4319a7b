'use server';

import { z } from 'zod';
import { disconnectToken } from '#lib/accounts/commands/disconnect-token.ts';
import { askTokenCheck, enterToken, preferToken } from '#lib/accounts/commands/enter-token.ts';
import { enterTokenInput, tokenIdInput } from '#lib/accounts/token-input.ts';
import { action } from '#lib/auth/action.ts';
import { env } from '#lib/env.ts';
import { askSetUpTest } from '#lib/set-up/commands/record-set-up-test.ts';

export const enterTokenAction = action(
  { input: enterTokenInput, secret: ['accessToken'] },
  async ({ db, actor, input, t }) => {
    const id = await enterToken(db, { actor, ...input, now: new Date() });
    return { message: t('connections.done.entered'), id };
  },
);

export const checkTokenAction = action({ input: tokenIdInput }, async ({ db, actor, input, t }) => {
  await askTokenCheck(db, { actor, ...input });
  return { message: t('connections.done.asked') };
});

export const preferTokenAction = action({ input: tokenIdInput }, async ({ db, actor, input, t }) => {
  const count = await preferToken(db, { actor, ...input });
  return { message: t('connections.done.preferred', { count }) };
});

export const disconnectTokenAction = action({ input: tokenIdInput }, async ({ db, actor, input, t }) => {
  const environmentToken = env().META_ACCESS_TOKEN;
  const { left, silent } = await disconnectToken(db, { actor, ...input, environmentToken });
  const done = t('connections.done.disconnected', { count: left });
  return { message: silent ? `${done} ${t('connections.silent')}` : done };
});

export const testSetUpAction = action({ input: z.strictObject({}) }, async ({ db, actor, t }) => {
  await askSetUpTest(db, { actor });
  return { message: t('setUp.asked') };
});
