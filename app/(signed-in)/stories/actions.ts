'use server';

import { action } from '#lib/auth/action.ts';
import { answerReuse, askReuse } from '#lib/rights/commands/ask-reuse.ts';
import { releaseStory } from '#lib/rights/commands/release-story.ts';
import { clearStoryRights, setStoryRights } from '#lib/rights/commands/set-rights.ts';
import {
  answerReuseInput,
  askReuseInput,
  clearRightsInput,
  releaseStoryInput,
  storyRightsInput,
} from '#lib/rights/rights-input.ts';

export const setStoryRightsAction = action({ input: storyRightsInput }, async ({ db, actor, input, t }) => {
  const { where, regionIds, ...rights } = input;
  await setStoryRights(db, { actor, ...rights, regionIds: where === 'all' ? null : regionIds });
  return { message: t('rights.done.set') };
});

export const clearStoryRightsAction = action({ input: clearRightsInput }, async ({ db, actor, input, t }) => {
  await clearStoryRights(db, { actor, ...input });
  return { message: t('rights.done.cleared') };
});

export const askReuseAction = action({ input: askReuseInput }, async ({ db, actor, input, t }) => {
  const { team } = await askReuse(db, { actor, ...input, now: new Date() });
  return { message: t('rights.done.asked', { region: team }) };
});

export const answerReuseAction = action({ input: answerReuseInput }, async ({ db, actor, input, t }) => {
  const { region } = await answerReuse(db, { actor, ...input });
  return { message: t(`rights.done.${input.answer}`, { region }) };
});

export const releaseStoryAction = action({ input: releaseStoryInput }, async ({ db, actor, input, t }) => {
  await releaseStory(db, { actor, ...input });
  return { message: t('rights.done.released') };
});
