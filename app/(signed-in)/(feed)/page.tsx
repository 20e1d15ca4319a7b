import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { getTimeZone, getTranslations } from 'next-intl/server';
import { pageActor } from '#lib/auth/page.ts';
import { arrangementCookie, knownArrangement } from '#lib/feed/arrangement.ts';
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
  const arrangement = knownArrangement((await cookies()).get(arrangementCookie)?.value);
  return <FeedScreen page={page} tray={tray} filter={filter} arrangement={arrangement} />;
}
