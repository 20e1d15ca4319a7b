'use server';

import { getLocale } from 'next-intl/server';
import { action } from '#lib/auth/action.ts';
import { addNumber } from '#lib/numbers/commands/add-number.ts';
import { pauseNumber, removeNumber, resumeNumber } from '#lib/numbers/commands/manage-number.ts';
import { addNumberInput, numberIdInput } from '#lib/numbers/number-input.ts';

export const addNumberAction = action({ input: addNumberInput }, async ({ db, actor, input, t }) => {
  const { international, country } = await addNumber(db, { actor, ...input });
  if (country === null) return { message: t('regions.done.numberAddedNoCountry', { number: international }) };
  const name = new Intl.DisplayNames(await getLocale(), { type: 'region' }).of(country) ?? country;
  return { message: t('regions.done.numberAdded', { number: international, country: name }) };
});

export const pauseNumberAction = action({ input: numberIdInput }, async ({ db, actor, input, t }) => {
  const { label } = await pauseNumber(db, { actor, ...input });
  return { message: t('regions.done.numberPaused', { label }) };
});

export const resumeNumberAction = action({ input: numberIdInput }, async ({ db, actor, input, t }) => {
  const { label } = await resumeNumber(db, { actor, ...input });
  return { message: t('regions.done.numberResumed', { label }) };
});

export const removeNumberAction = action({ input: numberIdInput }, async ({ db, actor, input, t }) => {
  const { label } = await removeNumber(db, { actor, ...input });
  return { message: t('regions.done.numberRemoved', { label }) };
});
