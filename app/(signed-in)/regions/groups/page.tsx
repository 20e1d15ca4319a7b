import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { pick } from '#lib/i18n/pick.ts';
import { getSetUpPage } from '#lib/regions/queries.ts';
import { GroupsScreen } from '#components/regions/groups-screen.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('groups');
  return { title: t('title') };
}

export default async function RegionGroupsPage() {
  const { db, actor } = await pageActor();
  const [page, messages] = await Promise.all([foundOr404(actor, getSetUpPage(db, { actor })), getMessages()]);
  return (
    <NextIntlClientProvider messages={pick(messages, ['dialog', 'groups', 'regionTabs', 'regions'])}>
      <GroupsScreen first={page} />
    </NextIntlClientProvider>
  );
}
