import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { pick } from '#lib/i18n/pick.ts';
import { getRegionPage } from '#lib/regions/queries.ts';
import { findApprovalChoices } from '#lib/reposts/queries/list-approver-groups.ts';
import { RegionScreen } from '#components/regions/region-screen.tsx';

type Props = { params: Promise<{ regionId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { db, actor } = await pageActor();
  const { regionId } = await params;
  const { region } = await foundOr404(actor, getRegionPage(db, { actor, regionId }));
  return { title: region.name };
}

export default async function RegionPage({ params }: Props) {
  const { db, actor } = await pageActor();
  const { regionId } = await params;
  const page = await foundOr404(actor, getRegionPage(db, { actor, regionId }));
  const [approvals, messages] = await Promise.all([
    findApprovalChoices(db, { actor, regionId }),
    getMessages(),
  ]);
  return (
    <NextIntlClientProvider
      messages={pick(messages, [
        'accounts',
        'ago',
        'approvers',
        'archive',
        'auditLink',
        'dialog',
        'numbers',
        'regionTabs',
        'regions',
        'rights',
      ])}
    >
      <RegionScreen first={page} approvals={approvals} />
    </NextIntlClientProvider>
  );
}
