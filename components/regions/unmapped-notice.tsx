'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from '#components/ui/button.tsx';

/** Accounts that Meta showed and nobody has given to a region: their stories are not picked up. */
export function UnmappedNotice({ count }: { count: number }) {
  const t = useTranslations('accounts');
  if (count === 0) return null;
  return (
    <section
      aria-label={t('unmapped')}
      className="mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-card bg-warn-soft px-5 py-3"
    >
      <p className="min-w-0 text-pretty">{t('unmappedCount', { count })}</p>
      <Link href="/regions/accounts" className={buttonClass('plain')}>
        {t('mapGo')}
      </Link>
    </section>
  );
}
