import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { pick } from '#lib/i18n/pick.ts';
import { getRepost } from '#lib/reposts/queries/get-repost.ts';
import { RepostScreen } from '#components/reposts/repost-screen.tsx';

type Props = { params: Promise<{ repostId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('reposts');
  return { title: t('one') };
}

export default async function OneRepostPage({ params }: Props) {
  const { db, actor } = await pageActor();
  const { repostId } = await params;
  // An address can be typed: what is no id is not there.
  if (!z.uuid().safeParse(repostId).success) notFound();
  const [first, messages] = await Promise.all([
    foundOr404(actor, getRepost(db, { actor, repostId, now: new Date() })),
    getMessages(),
  ]);
  return (
    <NextIntlClientProvider messages={pick(messages, ['ago', 'dialog', 'reposts', 'rights'])}>
      <RepostScreen key={repostId} first={first} />
    </NextIntlClientProvider>
  );
}
