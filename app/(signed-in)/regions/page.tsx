import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { pageActor } from '#lib/auth/page.ts';
import { pick } from '#lib/i18n/pick.ts';
import { getRegionsPage } from '#lib/regions/queries.ts';
import { RegionsScreen } from '#components/regions/regions-screen.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('regions');
  return { title: t('title') };
}

export default async function RegionsPage() {
  const { db, actor } = await pageActor();
  const [page, messages] = await Promise.all([getRegionsPage(db, { actor }), getMessages()]);
  return (
    <NextIntlClientProvider
      messages={pick(messages, ['accounts', 'ago', 'dialog', 'numbers', 'regionTabs', 'regions', 'toast'])}
    >
      <RegionsScreen first={page} />
    </NextIntlClientProvider>
  );
}
