import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { env } from '#lib/env.ts';
import { pick } from '#lib/i18n/pick.ts';
import { getSetUpPage } from '#lib/set-up/queries/get-set-up-page.ts';
import { SetUpScreen } from '#components/set-up/set-up-screen.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('setUp');
  return { title: t('title') };
}

export default async function SetUpCheckPage() {
  const { db, actor } = await pageActor();
  const [first, messages] = await Promise.all([
    foundOr404(actor, getSetUpPage(db, { actor, env: env(), now: new Date() })),
    getMessages(),
  ]);
  return (
    <NextIntlClientProvider messages={pick(messages, ['ago', 'connections', 'setUp'])}>
      <SetUpScreen first={first} />
    </NextIntlClientProvider>
  );
}
