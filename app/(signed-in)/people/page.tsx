import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { pick } from '#lib/i18n/pick.ts';
import { listPeople } from '#lib/people/queries/list-people.ts';
import { listRoleRegions } from '#lib/people/queries/list-role-regions.ts';
import { PeopleScreen } from '#components/people/people-screen.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people');
  return { title: t('title') };
}

export default async function PeoplePage() {
  const { db, actor } = await pageActor();
  const people = await foundOr404(actor, listPeople(db, { actor, now: new Date() }));
  const [places, messages] = await Promise.all([listRoleRegions(db, { actor }), getMessages()]);
  return (
    <NextIntlClientProvider messages={pick(messages, ['ago', 'dialog', 'numbers', 'people'])}>
      <PeopleScreen people={people} places={places} />
    </NextIntlClientProvider>
  );
}
