import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { pageActor } from '#lib/auth/page.ts';
import { pick } from '#lib/i18n/pick.ts';
import { listReposts } from '#lib/reposts/queries/list-reposts.ts';
import { RepostsScreen } from '#components/reposts/list-screen.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('reposts');
  return { title: t('title') };
}

export default async function RepostsPage() {
  const { db, actor } = await pageActor();
  const [first, messages] = await Promise.all([listReposts(db, { actor }), getMessages()]);
  return (
    <NextIntlClientProvider messages={pick(messages, ['ago', 'reposts'])}>
      <RepostsScreen first={first} />
    </NextIntlClientProvider>
  );
}
