import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTimeZone, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { filterQuery } from '#lib/feed/feed-filter.ts';
import { readFilter } from '#lib/feed/feed-input.ts';
import { listReels } from '#lib/feed/queries/list-reels.ts';
import { pick } from '#lib/i18n/pick.ts';
import { ViewerScreen } from '#components/viewer/viewer-screen.tsx';

type Props = {
  params: Promise<{ code: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** What is watched, asked for once by the page and its name. */
const watched = cache(async (code: string, query: string) => {
  const { db, actor } = await pageActor();
  const filter = readFilter(Object.fromEntries(new URLSearchParams(query)));
  const asked = { actor, code, filter, timeZone: await getTimeZone() };
  return { filter, reels: await foundOr404(actor, listReels(db, asked)) };
});

async function readAddress({ params, searchParams }: Props) {
  const [{ code }, query] = await Promise.all([params, searchParams]);
  return { code: code.toUpperCase(), ...(await watched(code, filterQuery(readFilter(query)))) };
}

/** Named by the story that is opened; those that follow it put their own name in its place. */
export async function generateMetadata(props: Props): Promise<Metadata> {
  const [{ code, reels }, t] = await Promise.all([readAddress(props), getTranslations('watch')]);
  const story = reels.reels.flatMap(({ stories }) => stories).find((each) => each.code === code);
  return {
    title:
      story === undefined
        ? t('label')
        : t('title', { account: story.account.username, region: story.region.name }),
  };
}

export default async function WatchPage(props: Props) {
  const [{ code, filter, reels }, messages] = await Promise.all([readAddress(props), getMessages()]);
  return (
    <NextIntlClientProvider
      messages={pick(messages, [
        'ago',
        'dialog',
        'flagStory',
        'noteStory',
        'responses',
        'stories',
        'story',
        'timeLeft',
        'watch',
      ])}
    >
      <ViewerScreen reels={reels} code={code} filter={filter} />
    </NextIntlClientProvider>
  );
}
