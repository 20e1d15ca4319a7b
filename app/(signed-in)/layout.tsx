import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getNow, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { pageActor } from '#lib/auth/page.ts';
import { getBrand } from '#lib/brand/queries.ts';
import { env, isDevelopment } from '#lib/env.ts';
import { adminLinksOf } from '#lib/people/admin-links.ts';
import { pick } from '#lib/i18n/pick.ts';
import { shellStamp } from '#lib/offline/shell-stamp.ts';
import { readBuildId } from '#lib/offline/storage.ts';
import { countToApprove } from '#lib/reposts/queries/count-to-approve.ts';
import { EverywhereKeys } from '#components/keys/everywhere-keys.tsx';
import { LiveProvider } from '#components/live/live-provider.tsx';
import { LiveStatus } from '#components/live/live-status.tsx';
import { OfflineWorker } from '#components/offline/offline-worker.tsx';
import { Navigation } from '#components/shell/navigation.tsx';
import { SandboxBanner } from '#components/shell/sandbox-banner.tsx';
import { NowProvider } from '#components/time/now-provider.tsx';
import { ZoneKeeper } from '#components/time/zone-keeper.tsx';
import { ToastHost } from '#components/ui/toast-host.tsx';

/** Everything behind sign-in: the way around, the clock, the live stream. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const { db, actor } = await pageActor();
  const [messages, now, t, locale, brand, buildId, toApprove] = await Promise.all([
    getMessages(),
    getNow(),
    getTranslations('app'),
    getLocale(),
    getBrand(db),
    readBuildId(),
    countToApprove(db, { actor }),
  ]);
  return (
    <NextIntlClientProvider messages={pick(messages, everywhere)}>
      <NowProvider startsAt={now.toISOString()}>
        <LiveProvider>
          <a
            href="#page"
            className="fixed start-4 top-2 z-50 rounded-md bg-accent px-4 py-2 font-strong text-on-accent not-focus:sr-only print:hidden"
          >
            {t('skip')}
          </a>
          <EverywhereKeys links={adminLinksOf(actor)} />
          <Navigation toApprove={toApprove} />
          <div className="pb-[calc(4rem+env(safe-area-inset-bottom))] md:ps-20 md:pb-0 print:p-0">
            {env().STORYWIRE_MODE === 'sandbox' ? <SandboxBanner phonesUrl={phonesUrl()} /> : null}
            <main id="page">{children}</main>
          </div>
          <LiveStatus />
          <ToastHost />
          <ZoneKeeper />
          {buildId === undefined || isDevelopment() ? null : (
            <OfflineWorker shell={shellStamp({ buildId, locale, brand })} />
          )}
        </LiveProvider>
      </NowProvider>
    </NextIntlClientProvider>
  );
}

/** Words that browser code needs on every page behind sign-in. */
const everywhere = [
  'app',
  'ago',
  'alert',
  'coverage',
  'responses',
  'dialog',
  'failure',
  'feed',
  'insights',
  'keys',
  'palette',
  'flagStory',
  'live',
  'nav',
  'noteStory',
  'pages',
  'pane',
  'rights',
  'storyReposts',
  'skipped',
  'stories',
  'story',
  'timeLeft',
  'toast',
  'tray',
] as const;

/** In sandbox mode the imitated Graph API and the phones are one server. */
const phonesUrl = () => new URL('/phones', env().META_GRAPH_URL).href;
