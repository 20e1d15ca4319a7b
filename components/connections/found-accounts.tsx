'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ConnectionsPage } from '#lib/accounts/connections-page.ts';
import { buttonClass } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';

/** What the tokens have found, and what comes next: accounts without a region are nobody's; and what no token does. */
export function FoundAccounts({
  accounts: { found, unmapped, unread },
  silent,
}: Pick<ConnectionsPage, 'accounts' | 'silent'>) {
  const t = useTranslations('connections');
  if (unmapped === 0 && unread === 0 && !silent) return null;
  return (
    <div className="mb-8 flex flex-col gap-3">
      {silent ? (
        <Notice look="bad">
          {t('silent')} {t('silentDo')}
        </Notice>
      ) : null}
      {unread === 0 ? null : <Notice look="bad">{t('unread', { count: unread })}</Notice>}
      {unmapped === 0 ? null : (
        <section
          aria-labelledby="found-accounts"
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-card bg-accent-soft px-5 py-4"
        >
          <div className="min-w-0 flex-1 basis-72">
            <h2 id="found-accounts" className="text-base font-strong">
              {t('found', { count: found })}
            </h2>
            <p className="text-pretty text-muted">{t('unmapped', { count: unmapped })}</p>
          </div>
          <Link href="/regions/accounts" className={buttonClass('primary')}>
            {t('map')}
          </Link>
        </section>
      )}
    </div>
  );
}
