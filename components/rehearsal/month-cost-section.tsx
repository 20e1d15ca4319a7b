'use client';

import { useTranslations } from 'next-intl';
import type { RouteChange } from '#lib/alerts/route-change.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { FailedNotice } from './failed-notice.tsx';
import { MonthCostTable } from './month-cost-table.tsx';
import { useMonthCost } from './use-month-cost.ts';

/**
 * The last 30 days in messages. They are asked for apart from the rehearsal,
 * which need not wait for them.
 * @param changes undefined: not known yet
 */
export function MonthCostSection({ changes }: { changes: readonly RouteChange[] | undefined }) {
  const t = useTranslations('rehearsal');
  const { month, failed, busy, retrying, retry } = useMonthCost(changes);
  return (
    <section aria-labelledby="month-cost" className="mt-10 border-t hairline pt-8">
      <h2 id="month-cost" className="mb-2 scroll-mt-6 text-lg">
        {t('month')}
      </h2>
      {failed ? (
        <FailedNotice words={t('monthFailed')} retrying={retrying} onRetry={retry} />
      ) : month === undefined ? (
        <MonthCostSkeleton />
      ) : (
        <div aria-busy={busy} className={busy ? 'opacity-60 transition-opacity' : 'transition-opacity'}>
          <MonthCostTable month={month} />
        </div>
      )}
    </section>
  );
}

function MonthCostSkeleton() {
  const t = useTranslations('rehearsal');
  return (
    <div role="status" className="animate-wait">
      <span className="sr-only">{t('monthWaits')}</span>
      <Skeleton className="h-12 max-w-120 sm:h-6" />
      <Skeleton className="mt-1 h-15 max-w-160 sm:h-10" />
      <Skeleton className="mt-4 h-6 w-36" />
      <Skeleton className="mt-2 h-80 max-w-200 max-md:hidden" />
    </div>
  );
}
