import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { pick } from '#lib/i18n/pick.ts';
import { OfflineScreen } from '#components/offline/offline-screen.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('offline');
  return { title: t('title') };
}

/**
 * What public/sw.js keeps on a device and shows in the place of any page while
 * there is no network. It is the same for everybody, and names nobody.
 */
export default async function OfflinePage() {
  const messages = await getMessages();
  return (
    <NextIntlClientProvider
      messages={pick(messages, ['ago', 'feed', 'offline', 'pages', 'stories', 'timeLeft'])}
    >
      <OfflineScreen />
    </NextIntlClientProvider>
  );
}
