'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type NumberFilter, numberQuery, numbersPerPage } from '#lib/numbers/number-filter.ts';
import { buttonClass } from '#components/ui/button.tsx';

type Props = { filter: NumberFilter; total: number; pages: number };

/** Which part of the list is shown, and the way to the others. */
export function NumberPager({ filter, total, pages }: Props) {
  const t = useTranslations('numbers');
  const { page } = filter;
  if (total === 0) return null;
  const from = (page - 1) * numbersPerPage + 1;
  const to = (at: number) => `/numbers${numberQuery({ ...filter, page: at })}`;
  return (
    <nav
      aria-label={t('pages')}
      className="flex flex-wrap items-center justify-between gap-3 border-t hairline pt-4"
    >
      <p className="figures text-muted">
        {t('shown', { from: Math.min(from, total), to: Math.min(from + numbersPerPage - 1, total), total })}
      </p>
      {pages === 1 ? null : (
        <div className="flex gap-2">
          {page > 1 ? (
            <Link href={to(page - 1)} className={buttonClass()}>
              <ChevronLeft aria-hidden="true" className="size-4 rtl:-scale-x-100" />
              {t('earlier')}
            </Link>
          ) : null}
          {page < pages ? (
            <Link href={to(page + 1)} className={buttonClass()}>
              {t('further')}
              <ChevronRight aria-hidden="true" className="size-4 rtl:-scale-x-100" />
            </Link>
          ) : null}
        </div>
      )}
    </nav>
  );
}
