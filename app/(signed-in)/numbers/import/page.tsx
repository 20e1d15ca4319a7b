import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { pick } from '#lib/i18n/pick.ts';
import { listImportPlaces } from '#lib/numbers/queries/check-import.ts';
import { ImportScreen } from '#components/number-import/import-screen.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('numberImport');
  return { title: t('title') };
}

export default async function ImportPage({ searchParams }: PageProps<'/numbers/import'>) {
  const { db, actor } = await pageActor();
  const [places, messages, query] = await Promise.all([
    foundOr404(actor, listImportPlaces(db, { actor })),
    getMessages(),
    searchParams,
  ]);
  const region = places.find(({ id }) => id === query['region']);
  return (
    <NextIntlClientProvider messages={pick(messages, ['numberImport', 'numbers', 'regionTabs'])}>
      <ImportScreen places={places} regionId={region?.id ?? null} />
    </NextIntlClientProvider>
  );
}
