import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { RegionTabs } from '#components/regions/region-tabs.tsx';
import { RehearseLink } from '#components/rehearsal/rehearse-link.tsx';
import { RouteMatrixForm } from '#components/routes/route-matrix-form.tsx';
import { PageHead } from '#components/shell/page-head.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
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
  return (
    <NextIntlClientProvider messages={pick(messages, ['regionTabs', 'rehearsal', 'routes'])}>
      <div className="mx-auto max-w-360 px-4 pb-12 md:px-8">
        <RegionTabs />
        <PageHead
          title={t('title')}
          lead={t('lead')}
          action={matrix.regions.length < 2 ? undefined : <RehearseLink />}
        />
        {matrix.regions.length < 2 ? (
          <Empty
            title={t('empty')}
            action={
              <Link href="/regions" className={buttonClass('plain')}>
                {t('toRegions')}
              </Link>
            }
          >
            {t('emptyLead')}
          </Empty>
        ) : (
          <RouteMatrixForm matrix={matrix} />
        )}
      </div>
    </NextIntlClientProvider>
  );
}
