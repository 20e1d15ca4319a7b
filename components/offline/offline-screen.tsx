'use client';

import { NextIntlClientProvider, useFormatter, useLocale, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { KeptFeed } from '#lib/feed/kept-feed.ts';
import { knownTheme, themeCookie } from '#lib/i18n/theme.ts';
import { BrandLogo, BrandName } from '#components/brand/brand-context.tsx';
import { showTheme } from '#components/shell/show-theme.ts';
import { dayAndTime } from '#components/time/moment.tsx';
import { NowProvider } from '#components/time/now-provider.tsx';
import { Button } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { keptChoice } from '#components/ui/kept-choice.ts';
import { KeptCard } from './kept-card.tsx';
import { loadPage, useBackOnline } from './use-back-online.ts';
import { useKeptFeed } from './use-kept-feed.ts';

/**
 * What stands in the place of any page while there is no network. The server
 * wrote its frame when the worker fetched it, perhaps days ago: clock, zone
 * and theme are this device's, and the stories are those that it has kept.
 */
export function OfflineScreen() {
  const feed = useKeptFeed();
  useBackOnline();
  useEffect(() => showTheme(knownTheme(keptChoice(themeCookie))), []);
  return (
    <div className="mx-auto w-full max-w-360 px-4 pb-12 md:px-8">
      <header className="flex items-center gap-2 pt-3 text-base font-strong tracking-tight md:pt-6">
        <BrandLogo className="size-6 text-accent" />
        <BrandName />
      </header>
      <main>
        {feed === undefined ? null : feed === null ? <NothingKept /> : <OnThisDevice feed={feed} />}
      </main>
    </div>
  );
}

function NothingKept() {
  const t = useTranslations('offline');
  return (
    <Empty level={1} title={t('title')} action={<TryAgain />}>
      {t('signedOut')}
    </Empty>
  );
}

/** It is rendered in the browser alone, so the browser's own clock and zone may be asked. */
function OnThisDevice({ feed }: { feed: KeptFeed }) {
  const locale = useLocale();
  const [{ openedAt, timeZone }] = useState(() => ({
    openedAt: new Date().toISOString(),
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
  }));
  return (
    <NextIntlClientProvider locale={locale} timeZone={timeZone}>
      <NowProvider startsAt={openedAt}>
        <Kept feed={feed} openedAt={openedAt} />
      </NowProvider>
    </NextIntlClientProvider>
  );
}

/** How many of the first pictures are in sight. */
const inSight = 6;

function Kept({ feed, openedAt }: { feed: KeptFeed; openedAt: string }) {
  const t = useTranslations('offline');
  const format = useFormatter();
  const keptAt = new Date(feed.keptAt);
  const day = (date: Date) => format.dateTime(date, { dateStyle: 'short' });
  const { hour, minute, hour12 } = dayAndTime;
  const isToday = day(keptAt) === day(new Date(openedAt));
  const time = format.dateTime(keptAt, isToday ? { hour, minute, hour12 } : dayAndTime);
  return (
    <>
      <header className="flex flex-wrap items-center gap-x-6 gap-y-4 border-b hairline pt-6 pb-6">
        <div className="min-w-0 flex-1 basis-72">
          <h1 className="text-xl">{t('title')}</h1>
          <p className="mt-1 text-base text-pretty">
            {t.rich('asOf', { time: () => <time dateTime={feed.keptAt}>{time}</time> })}
          </p>
          <p className="text-pretty text-muted">{t('comesBack')}</p>
        </div>
        <TryAgain />
      </header>
      {feed.stories.length === 0 ? (
        <Empty title={t('empty')} />
      ) : (
        <ul
          aria-label={t('stories')}
          className="grid grid-cols-2 gap-x-3 gap-y-6 pt-6 md:grid-cols-[repeat(auto-fill,minmax(11.25rem,1fr))] md:gap-x-4"
        >
          {feed.stories.map((story, at) => (
            <li key={story.id} className="min-w-0">
              <KeptCard story={story} eager={at < inSight} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function TryAgain() {
  const t = useTranslations('pages');
  return <Button onClick={loadPage}>{t('retry')}</Button>;
}
