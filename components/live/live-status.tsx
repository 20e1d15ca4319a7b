'use client';

import { RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ago } from '#lib/i18n/time-left.ts';
import { useNow } from '#components/time/now-provider.tsx';
import { useLive } from './use-live.ts';

/** Says that the page waits for the connection, and how old what it shows is. Silent while all is well. */
export function LiveStatus() {
  const t = useTranslations();
  const { lostAt } = useLive();
  const now = useNow();
  const gone = lostAt === null ? null : ago(new Date(lostAt), now);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-20 z-30 flex justify-center px-4 md:bottom-6"
    >
      {gone === null ? null : (
        <p className="flex animate-wait items-center gap-2 rounded-full bg-ink px-4 py-2 text-sm text-paper shadow-float">
          <RefreshCw aria-hidden="true" className="size-4" />
          {t('live.reconnecting', {
            updated: gone.key === 'date' ? t('ago.long') : t(`ago.${gone.key}`, { count: gone.count }),
          })}
        </p>
      )}
    </div>
  );
}
