import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { RegionTabs } from '#components/regions/region-tabs.tsx';
import { RehearsalScreen } from '#components/rehearsal/rehearsal-screen.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { listAccounts } from '#lib/accounts/queries.ts';
import { getRehearsal } from '#lib/alerts/queries/get-rehearsal.ts';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { env } from '#lib/env.ts';
import { pick } from '#lib/i18n/pick.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('rehearsal');
  return { title: t('title') };
}

export default async function RehearsalPage({ searchParams }: PageProps<'/routes/rehearsal'>) {
  const { db, actor } = await pageActor();
  const [accounts, messages, t, { draft }] = await Promise.all([
    foundOr404(actor, listAccounts(db, { actor })),
    getMessages(),
    getTranslations('rehearsal'),
    searchParams,
  ]);
  const posting = accounts.flatMap(({ id, username, region }) =>
    region ? [{ id, username, region: region.name }] : [],
  );
  const [one] = posting;
  const publicUrl = env().STORYWIRE_URL;
  return (
    <NextIntlClientProvider messages={pick(messages, ['regionTabs', 'rehearsal'])}>
      <div className="mx-auto max-w-240 px-4 pb-12 md:px-8">
        <RegionTabs />
        {one ? (
          <RehearsalScreen
            accounts={posting}
            first={await getRehearsal(db, { actor, accountId: one.id, changes: [], publicUrl })}
            drafted={draft !== undefined}
          />
        ) : (
          <Empty
            level={1}
            title={t('empty')}
            action={
              <Link href="/routes" className={buttonClass('plain')}>
                {t('back')}
              </Link>
            }
          >
            {t('emptyLead')}
          </Empty>
        )}
      </div>
    </NextIntlClientProvider>
  );
}
