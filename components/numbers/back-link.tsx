'use client';

import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';

/** The way back to the list. */
export function BackToNumbers({ region }: { region?: string }) {
  const t = useTranslations('numbers');
  return (
    <Link
      href={region === undefined ? '/numbers' : `/numbers?region=${region}`}
      className="-ms-2 mt-4 inline-flex min-h-11 items-center gap-1.5 rounded-md px-2 text-muted hover:text-ink print:hidden"
    >
      <ArrowLeft aria-hidden="true" className="size-4 rtl:-scale-x-100" />
      {t('back')}
    </Link>
  );
}
