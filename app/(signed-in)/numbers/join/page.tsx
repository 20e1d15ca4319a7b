import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { pick } from '#lib/i18n/pick.ts';
import { qrPath } from '#lib/numbers/qr-path.ts';
import { getJoinPage } from '#lib/numbers/queries/get-join-page.ts';
import { listRegionBadges } from '#lib/numbers/queries/region-badges.ts';
import { JoinRegions, JoinScreen } from '#components/numbers/join-screen.tsx';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('numbers');
  return { title: t('joinLink') };
}

export default async function JoinPage({ searchParams }: Props) {
  const { db, actor } = await pageActor();
  const regionId = z.uuid().safeParse((await searchParams)['region']).data;
  const messages = pick(await getMessages(), ['dialog', 'numbers']);
  if (regionId === undefined) {
    const regions = await listRegionBadges(db, { actor, may: 'numbers.manage', archived: false });
    return (
      <NextIntlClientProvider messages={messages}>
        <JoinRegions regions={regions} />
      </NextIntlClientProvider>
    );
  }
  const page = await foundOr404(actor, getJoinPage(db, { actor, regionId }));
  return (
    <NextIntlClientProvider messages={messages}>
      <JoinScreen page={page} qr={page.link === null ? null : qrPath(page.link)} />
    </NextIntlClientProvider>
  );
}
