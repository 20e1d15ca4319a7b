import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { pick } from '#lib/i18n/pick.ts';
import { getApproversPage } from '#lib/reposts/queries/list-approver-groups.ts';
import { ApproversScreen } from '#components/approvers/approvers-screen.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('approvers');
  return { title: t('title') };
}

export default async function ApproversPage() {
  const { db, actor } = await pageActor();
  const [page, messages] = await Promise.all([
    foundOr404(actor, getApproversPage(db, { actor })),
    getMessages(),
  ]);
  return (
    <NextIntlClientProvider messages={pick(messages, ['approvers', 'dialog', 'regionTabs', 'regions'])}>
      <ApproversScreen page={page} />
    </NextIntlClientProvider>
  );
}
