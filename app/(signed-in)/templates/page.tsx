import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { env } from '#lib/env.ts';
import { pick } from '#lib/i18n/pick.ts';
import { listTemplateStates } from '#lib/messages/queries/list-template-states.ts';
import { TemplatesScreen } from '#components/templates/templates-screen.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('templates');
  return { title: t('title') };
}

export default async function TemplatesPage() {
  const { db, actor } = await pageActor();
  const [states, messages] = await Promise.all([
    foundOr404(actor, listTemplateStates(db, { actor, publicUrl: env().STORYWIRE_URL })),
    getMessages(),
  ]);
  return (
    <NextIntlClientProvider messages={pick(messages, ['ago'])}>
      <TemplatesScreen states={states} />
    </NextIntlClientProvider>
  );
}
