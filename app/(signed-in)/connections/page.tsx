import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { getConnectionsPage } from '#lib/accounts/queries/get-connections-page.ts';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { env } from '#lib/env.ts';
import { pick } from '#lib/i18n/pick.ts';
import { ConnectionsScreen } from '#components/connections/connections-screen.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('connections');
  return { title: t('title') };
}

export default async function ConnectionsPage() {
  const { db, actor } = await pageActor();
  const { META_ACCESS_TOKEN: environmentToken, WHATSAPP_PHONE_NUMBER_ID: phoneNumberId } = env();
  const [first, messages] = await Promise.all([
    foundOr404(actor, getConnectionsPage(db, { actor, phoneNumberId, environmentToken })),
    getMessages(),
  ]);
  return (
    <NextIntlClientProvider messages={pick(messages, ['ago', 'connections', 'dialog'])}>
      <ConnectionsScreen first={first} whatsapp={phoneNumberId !== undefined} />
    </NextIntlClientProvider>
  );
}
