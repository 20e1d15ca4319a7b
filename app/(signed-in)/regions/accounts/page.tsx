import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { pick } from '#lib/i18n/pick.ts';
import { getSetUpPage } from '#lib/regions/queries.ts';
import { AccountsScreen } from '#components/regions/accounts-screen.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('accounts');
  return { title: t('mapTitle') };
}

export default async function RegionAccountsPage() {
  const { db, actor } = await pageActor();
  const [page, messages] = await Promise.all([foundOr404(actor, getSetUpPage(db, { actor })), getMessages()]);
  return (
    <NextIntlClientProvider messages={pick(messages, ['accounts', 'dialog', 'regionTabs', 'regions'])}>
      <AccountsScreen first={page} />
    </NextIntlClientProvider>
  );
}
