import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import { getAccountHistory } from '#lib/accounts/queries/get-account-history.ts';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { env } from '#lib/env.ts';
import { pick } from '#lib/i18n/pick.ts';
import { AccountScreen } from '#components/regions/account-screen.tsx';

type Props = { params: Promise<{ accountId: string }> };

async function readHistory({ params }: Props) {
  const { db, actor } = await pageActor();
  const { accountId } = await params;
  const pollIntervalMs = env().STORYWIRE_POLL_SECONDS * 1000;
  return foundOr404(actor, getAccountHistory(db, { actor, accountId, now: new Date(), pollIntervalMs }));
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { account } = await readHistory(props);
  return { title: `@${account.username}` };
}

export default async function AccountPage(props: Props) {
  const [history, messages] = await Promise.all([readHistory(props), getMessages()]);
  return (
    <NextIntlClientProvider messages={pick(messages, ['accounts', 'ago', 'checks', 'regionTabs', 'regions'])}>
      <AccountScreen history={history} />
    </NextIntlClientProvider>
  );
}
