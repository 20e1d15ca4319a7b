'use server';

import { getFormatter } from 'next-intl/server';
import { action } from '#lib/auth/action.ts';
import { changeRoles } from '#lib/people/commands/change-roles.ts';
import { disablePerson, enablePerson } from '#lib/people/commands/disable-person.ts';
import {
  type Invitation,
  invitePerson,
  renewInvitation,
  withdrawInvitation,
} from '#lib/people/commands/invite-person.ts';
import { endSessionsOf, linkNumber, renamePerson } from '#lib/people/commands/manage-person.ts';
import {
  changeRolesInput,
  endSessionsInput,
  invitePersonInput,
  linkNumberInput,
  personIdInput,
  renamePersonInput,
} from '#lib/people/person-input.ts';

/** Answers with the text to send, which holds the link and is shown this once. */
export const invitePersonAction = action({ input: invitePersonInput }, async ({ db, actor, input, t }) => {
  const { grant, ...person } = input;
  const invitation = await invitePerson(db, { actor, now: new Date(), ...person, grants: grant });
  return { message: t('people.linkText', await linkWords(invitation)) };
});

/** Answers as an invitation does. */
export const renewInvitationAction = action({ input: personIdInput }, async ({ db, actor, input, t }) => {
  const invitation = await renewInvitation(db, { actor, now: new Date(), ...input });
  return { message: t('people.linkText', await linkWords(invitation)) };
});

async function linkWords({ name, link, expiresAt }: Invitation) {
  const format = await getFormatter();
  return { name, link, until: format.dateTime(expiresAt, { day: 'numeric', month: 'long' }) };
}

export const withdrawInvitationAction = action({ input: personIdInput }, async ({ db, actor, input, t }) => {
  const { name } = await withdrawInvitation(db, { actor, ...input });
  return { message: t('people.done.withdrawn', { name }) };
});

export const changeRolesAction = action({ input: changeRolesInput }, async ({ db, actor, input, t }) => {
  const { name } = await changeRoles(db, { actor, userId: input.userId, grants: input.grant });
  return { message: t('people.done.roles', { name }) };
});

export const renamePersonAction = action({ input: renamePersonInput }, async ({ db, actor, input, t }) => {
  await renamePerson(db, { actor, ...input });
  return { message: t('people.done.renamed') };
});

export const disablePersonAction = action({ input: personIdInput }, async ({ db, actor, input, t }) => {
  const { name } = await disablePerson(db, { actor, ...input, now: new Date() });
  return { message: t('people.done.disabled', { name }) };
});

export const enablePersonAction = action({ input: personIdInput }, async ({ db, actor, input, t }) => {
  const { name } = await enablePerson(db, { actor, ...input });
  return { message: t('people.done.enabled', { name }) };
});

export const endSessionsAction = action({ input: endSessionsInput }, async ({ db, actor, input, t }) => {
  const count = await endSessionsOf(db, { actor, ...input, now: new Date() });
  return { message: t('people.done.signedOut', { count }) };
});

export const linkPersonNumberAction = action({ input: linkNumberInput }, async ({ db, actor, input, t }) => {
  const { name, shortened } = await linkNumber(db, { actor, ...input, linked: true });
  return { message: t('people.done.linked', { name, number: shortened }) };
});

export const unlinkPersonNumberAction = action(
  { input: linkNumberInput },
  async ({ db, actor, input, t }) => {
    const { name, shortened } = await linkNumber(db, { actor, ...input, linked: false });
    return { message: t('people.done.unlinked', { name, number: shortened }) };
  },
);
