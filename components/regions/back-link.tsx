'use client';

import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';

/** The way back to all regions. */
export function BackToRegions() {
  const t = useTranslations('regions');
  return (
    <Link
      href="/regions"
      className="-ms-2 mt-3 inline-flex min-h-11 items-center gap-1.5 rounded-md px-2 text-muted hover:text-ink"
    >
      <ArrowLeft aria-hidden="true" className="size-4 rtl:-scale-x-100" />
      {t('back')}
    </Link>
  );
}
