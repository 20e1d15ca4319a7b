import type { Metadata } from 'next';
import { getTimeZone, getTranslations } from 'next-intl/server';
import { pageActor } from '#lib/auth/page.ts';
import { filterQuery } from '#lib/feed/feed-filter.ts';
import { readFilter } from '#lib/feed/feed-input.ts';
import { listFeed } from '#lib/feed/queries/list-feed.ts';
import { listTray } from '#lib/feed/queries/list-tray.ts';
import { FeedScreen } from '#components/feed/feed-screen.tsx';

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
  const filter = readFilter(await searchParams);
  const [page, tray] = await Promise.all([
    listFeed(db, { actor, filter, timeZone: await getTimeZone() }),
    listTray(db, { actor }),
  ]);
  return <FeedScreen key={filterQuery(filter)} page={page} tray={tray} filter={filter} />;
}
