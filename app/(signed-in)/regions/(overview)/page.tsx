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

type Props = { searchParams: Promise<{ q?: string | string[] }> };

export default async function RegionsPage({ searchParams }: Props) {
  const { db, actor } = await pageActor();
  const [page, messages, { q }] = await Promise.all([
    getRegionsPage(db, { actor }),
    getMessages(),
    searchParams,
  ]);
  return (
    <NextIntlClientProvider
      messages={pick(messages, ['accounts', 'ago', 'nextSteps', 'numbers', 'regionTabs', 'regions'])}
    >
      <RegionsScreen first={page} query={typeof q === 'string' ? q.slice(0, 100) : ''} />
    </NextIntlClientProvider>
  );
}
