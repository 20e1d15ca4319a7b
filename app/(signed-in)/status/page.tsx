import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { pick } from '#lib/i18n/pick.ts';
import { getStatusPage } from '#lib/status/queries/get-status-page.ts';
import { StatusScreen } from '#components/status/status-screen.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('status');
  return { title: t('title') };
}

export default async function StatusPage() {
  const { db, actor } = await pageActor();
  const [first, messages] = await Promise.all([
    foundOr404(actor, getStatusPage(db, { actor })),
    getMessages(),
  ]);
  return (
    <NextIntlClientProvider messages={pick(messages, ['ago', 'dialog', 'status'])}>
      <StatusScreen first={first} />
    </NextIntlClientProvider>
  );
}
