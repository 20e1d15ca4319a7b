import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { pick } from '#lib/i18n/pick.ts';
import { getKnownRegions } from '#lib/regions/queries.ts';
import { AddScreen } from '#components/regions/add-screen.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('regions');
  return { title: t('addTitle') };
}

export default async function AddRegionsPage() {
  const { db, actor } = await pageActor();
  const [known, messages] = await Promise.all([
    foundOr404(actor, getKnownRegions(db, { actor })),
    getMessages(),
  ]);
  return (
    <NextIntlClientProvider messages={pick(messages, ['dialog', 'regionList', 'regionTabs', 'regions'])}>
      <AddScreen {...known} />
    </NextIntlClientProvider>
  );
}
