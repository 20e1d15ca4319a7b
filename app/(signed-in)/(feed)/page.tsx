import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { pageActor } from '#lib/auth/page.ts';
import { listFeed, listTray } from '#lib/feed/queries.ts';
import { FeedScreen } from '#components/feed/feed-screen.tsx';

const regionInput = z.uuid();

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('feed');
  return { title: t('title') };
}

export default async function FeedPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { db, actor } = await pageActor();
  const { region } = await searchParams;
  // An address that was cut short or mistyped shows all regions rather than an error.
  const regionId = regionInput.safeParse(region).data ?? null;
  const [page, tray] = await Promise.all([
    listFeed(db, regionId === null ? { actor } : { actor, regionId }),
    listTray(db, { actor }),
  ]);
  return <FeedScreen key={regionId} page={page} tray={tray} regionId={regionId} />;
}
