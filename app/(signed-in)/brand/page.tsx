import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { getBrand, listBrandFonts } from '#lib/brand/queries.ts';
import { pick } from '#lib/i18n/pick.ts';
import { BrandScreen } from '#components/brand/brand-screen.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('brand');
  return { title: t('title') };
}

export default async function BrandPage() {
  const { db, actor } = await pageActor();
  const [fonts, brand, messages] = await Promise.all([
    foundOr404(actor, listBrandFonts(db, { actor })),
    getBrand(db),
    getMessages(),
  ]);
  return (
    <NextIntlClientProvider messages={pick(messages, ['brand'])}>
      <BrandScreen brand={brand} fonts={fonts} />
    </NextIntlClientProvider>
  );
}
