import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { RegionTabs } from '#components/regions/region-tabs.tsx';
import { RouteMatrixForm } from '#components/routes/route-matrix-form.tsx';
import { PageHead } from '#components/shell/page-head.tsx';
import { getRouteMatrix } from '#lib/alerts/queries.ts';
import { pageActor } from '#lib/auth/page.ts';
import { pick } from '#lib/i18n/pick.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('routes');
  return { title: t('title') };
}

export default async function RoutesPage() {
  const { db, actor } = await pageActor();
  const [matrix, messages, t] = await Promise.all([
    getRouteMatrix(db, { actor }),
    getMessages(),
    getTranslations('routes'),
  ]);
  // What was drafted on another state of the matrix is no draft of this one.
  const state = JSON.stringify(matrix.cells);
  return (
    <NextIntlClientProvider messages={pick(messages, ['regionTabs', 'routes'])}>
      <RegionTabs />
      <PageHead title={t('title')} lead={t('lead')} />
      <RouteMatrixForm key={state} matrix={matrix} />
    </NextIntlClientProvider>
  );
}
