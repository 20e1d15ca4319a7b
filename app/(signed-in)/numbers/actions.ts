'use server';

import { getLocale } from 'next-intl/server';
import { welcomeNumbers } from '#lib/alerts/commands/welcome-numbers.ts';
import { action } from '#lib/auth/action.ts';
import { placeNote } from '#lib/notes/commands/place-note.ts';
import { placeNoteInput } from '#lib/notes/note-input.ts';
import { addNumber } from '#lib/numbers/commands/add-number.ts';
import { addUnknownSender } from '#lib/numbers/commands/add-unknown-sender.ts';
import { changeJoinLink } from '#lib/numbers/commands/change-join-link.ts';
import { changeNumber } from '#lib/numbers/commands/change-number.ts';
import { dismissUnknownSender } from '#lib/numbers/commands/dismiss-unknown-sender.ts';
import { followRegion, unfollowRegion } from '#lib/numbers/commands/follow-regions.ts';
import { pauseNumber, removeNumber, resumeNumber } from '#lib/numbers/commands/manage-number.ts';
import { moveNumber } from '#lib/numbers/commands/move-number.ts';
import { revealNumber } from '#lib/numbers/commands/reveal-number.ts';
import {
  addNumberForm,
  changeNumberForm,
  joinLinkInput,
  numberIdInput,
  numberRegionInput,
  removeNumberInput,
  unknownIdInput,
} from '#lib/numbers/number-input.ts';

export const addNumberAction = action({ input: addNumberForm }, async ({ db, actor, input, t }) => {
  const { optIn, optInOn, optInWords, unknownId, number: typed, ...facts } = input;
  const agreed = optIn === 'agreed' ? { on: optInOn, words: optInWords, now: new Date() } : undefined;
  const given = { actor, ...facts, ...(agreed ? { agreed } : {}) };
  const added =
    unknownId === ''
      ? await addNumber(db, { ...given, number: typed })
      : await addUnknownSender(db, { ...given, unknownId });
  const { id, country } = added;
  const name = country && new Intl.DisplayNames(await getLocale(), { type: 'region' }).of(country);
  const understood = 'international' in added ? added.international : added.shortened;
  const number = name ? `${understood}, ${name}` : understood;
  if (agreed) {
    await welcomeNumbers(db, { numberIds: [id] });
    return { id, message: t('numbers.done.addedAgreed', { number }) };
  }
  return { id, message: t('numbers.done.added', { number }) };
});

export const dismissUnknownAction = action({ input: unknownIdInput }, async ({ db, actor, input, t }) => {
  await dismissUnknownSender(db, { actor, ...input });
  return { message: t('numbers.unknown.dismissed') };
});

export const placeNoteAction = action({ input: placeNoteInput }, async ({ db, actor, input, t }) => {
  const story = await placeNote(db, { actor, ...input });
  return { message: t('numbers.unplaced.placed', story) };
});

export const pauseNumberAction = action({ input: numberIdInput }, async ({ db, actor, input, t }) => {
  const { label } = await pauseNumber(db, { actor, ...input });
  return { message: t('numbers.done.paused', { label }) };
});

export const resumeNumberAction = action({ input: numberIdInput }, async ({ db, actor, input, t }) => {
  const { label } = await resumeNumber(db, { actor, ...input });
  return { message: t('numbers.done.resumed', { label }) };
});

export const removeNumberAction = action({ input: removeNumberInput }, async ({ db, actor, input, t }) => {
  const { label } = await removeNumber(db, { actor, ...input });
  return { message: t('numbers.done.removed', { label }) };
});

export const changeNumberAction = action({ input: changeNumberForm }, async ({ db, actor, input, t }) => {
  const { label } = await changeNumber(db, { actor, ...input });
  return { message: t('numbers.done.changed', { label }) };
});

export const followRegionAction = action({ input: numberRegionInput }, async ({ db, actor, input, t }) => {
  const names = await followRegion(db, { actor, ...input });
  return { message: t('numbers.done.followed', names) };
});

export const unfollowRegionAction = action({ input: numberRegionInput }, async ({ db, actor, input, t }) => {
  const names = await unfollowRegion(db, { actor, ...input });
  return { message: t('numbers.done.unfollowed', names) };
});

export const moveNumberAction = action({ input: numberRegionInput }, async ({ db, actor, input, t }) => {
  const names = await moveNumber(db, { actor, ...input });
  return { message: t('numbers.done.moved', names) };
});

/** Its message is the whole number, which the page shows for a short while. */
export const revealNumberAction = action({ input: numberIdInput }, async ({ db, actor, input }) => {
  const { international } = await revealNumber(db, { actor, ...input });
  return { message: international };
});

export const changeJoinLinkAction = action({ input: joinLinkInput }, async ({ db, actor, input, t }) => {
  const { region } = await changeJoinLink(db, { actor, ...input });
  return { message: t(`numbers.done.joinLink.${input.act}`, { region }) };
});
