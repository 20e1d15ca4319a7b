import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { pick } from '#lib/i18n/pick.ts';
import { getRetentionSettings, previewRetention } from '#lib/retention/queries.ts';
import { rulesAsked } from '#lib/retention/retention-input.ts';
import { RetentionScreen } from '#components/retention/retention-screen.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('retention');
  return { title: t('title') };
}

/** The rules stand in the address while they are only tried, so that what would go is seen before they are saved. */
export default async function RetentionPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { db, actor } = await pageActor();
  const saved = await foundOr404(actor, getRetentionSettings(db, { actor }));
  const asked = rulesAsked(await searchParams, saved);
  const [preview, messages] = await Promise.all([
    asked.rules ? previewRetention(db, { actor, rules: asked.rules, now: new Date() }) : null,
    getMessages(),
  ]);
  return (
    <NextIntlClientProvider messages={pick(messages, ['retention'])}>
      <RetentionScreen saved={saved} asked={asked} preview={preview} />
    </NextIntlClientProvider>
  );
}
