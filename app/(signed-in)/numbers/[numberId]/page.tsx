import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { pick } from '#lib/i18n/pick.ts';
import { numberIdInput } from '#lib/numbers/number-input.ts';
import { getNumber } from '#lib/numbers/queries/get-number.ts';
import { NumberScreen } from '#components/numbers/number-screen.tsx';

type Props = { params: Promise<{ numberId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('numbers');
  return { title: t('number') };
}

export default async function NumberPage({ params }: Props) {
  const { db, actor } = await pageActor();
  const given = numberIdInput.safeParse(await params);
  if (!given.success) notFound();
  const [first, messages] = await Promise.all([
    foundOr404(actor, getNumber(db, { actor, ...given.data })),
    getMessages(),
  ]);
  return (
    <NextIntlClientProvider messages={pick(messages, ['ago', 'auditLink', 'dialog', 'numbers'])}>
      <NumberScreen first={first} />
    </NextIntlClientProvider>
  );
}
