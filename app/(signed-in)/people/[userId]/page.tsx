import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { pick } from '#lib/i18n/pick.ts';
import { getPerson } from '#lib/people/queries/get-person.ts';
import { listRoleRegions } from '#lib/people/queries/list-role-regions.ts';
import { PersonScreen } from '#components/people/person-screen.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people');
  return { title: t('title') };
}

export default async function PersonPage({ params }: { params: Promise<{ userId: string }> }) {
  const { db, actor } = await pageActor();
  const id = z.uuid().safeParse((await params).userId);
  if (!id.success) notFound();
  const person = await foundOr404(actor, getPerson(db, { actor, userId: id.data, now: new Date() }));
  const [places, messages] = await Promise.all([listRoleRegions(db, { actor }), getMessages()]);
  return (
    <NextIntlClientProvider messages={pick(messages, ['ago', 'auditLink', 'dialog', 'numbers', 'people'])}>
      <PersonScreen person={person} places={places} isSelf={person.id === actor.userId} />
    </NextIntlClientProvider>
  );
}
