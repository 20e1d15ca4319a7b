import { Download } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { CostsPage } from '#lib/costs/costs-page.ts';
import { totalBy } from '#lib/costs/total-by.ts';
import { PageHead } from '#components/shell/page-head.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { Part } from '#components/ui/part.tsx';
import { CostTable } from './cost-table.tsx';
import { TierWords } from './tier-words.tsx';

/** What 30 days came to in messages, by day, kind and region, and how that stands against Meta's limit. */
export function CostsScreen({ page }: { page: CostsPage }) {
  const t = useTranslations('costs');
  const format = useFormatter();
  const { days, lines } = page;
  const day = (text: string) =>
    format.dateTime(new Date(`${text}T12:00:00Z`), {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      timeZone: 'UTC',
    });
  return (
    <div className="mx-auto max-w-240 px-4 pb-12 md:px-8">
      <PageHead
        title={t('title')}
        lead={t('lead')}
        action={
          <a href="/api/costs" download className={buttonClass()}>
            <Download aria-hidden="true" className="size-4" />
            {t('download')}
          </a>
        }
      />
      <Part title={t('limit')} lead={t('limitLead')}>
        <TierWords limit={page.limit} most={page.mostPeople} />
      </Part>
      {lines.length === 0 ? (
        <Empty title={t('empty')}>{t('emptyLead')}</Empty>
      ) : (
        <>
          <Part title={t('byKind')}>
            <CostTable
              head={t('column.kind')}
              rows={totalBy(lines, ({ kind }) => t(`kind.${kind}`))}
              total={t('total')}
            />
          </Part>
          <Part title={t('byRegion')}>
            <CostTable
              head={t('column.region')}
              rows={totalBy(lines, ({ region }) => region ?? t('goneNumber'))}
              total={t('total')}
            />
          </Part>
          <Part title={t('byCategory')} lead={t('byCategoryLead')}>
            <CostTable
              head={t('column.category')}
              rows={totalBy(lines, ({ category }) => category ?? t('notSaid'))}
              total={t('total')}
            />
          </Part>
          <Part title={t('byDay')} lead={t('byDayLead')}>
            <CostTable
              head={t('column.day')}
              rows={days.map(({ day: on, ...counts }) => ({ name: day(on), ...counts }))}
              total={t('total')}
              people
            />
          </Part>
        </>
      )}
    </div>
  );
}
