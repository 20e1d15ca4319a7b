'use client';

import { FileDown, FileUp, Plus, QrCode } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { type NumberFilter, numberQuery } from '#lib/numbers/number-filter.ts';
import type { NumbersPage } from '#lib/numbers/number-row.ts';
import { RegionTabs } from '#components/regions/region-tabs.tsx';
import { PageHead } from '#components/shell/page-head.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { ListedNumber } from './listed-number.tsx';
import { NumberFilters } from './number-filters.tsx';
import { NumberPager } from './number-pager.tsx';
import { useNumbers } from './use-numbers.ts';

type Props = { first: NumbersPage; filter: NumberFilter; children?: ReactNode };

/** All work numbers that one may see: whose, where, and whether each hears now. */
export function NumbersScreen({ first, filter, children }: Props) {
  const t = useTranslations('numbers');
  const page = useNumbers(filter, first);
  return (
    <div className="mx-auto max-w-280 px-4 pb-12 md:px-8">
      <RegionTabs />
      <PageHead title={t('title')} lead={t('lead')} action={<Acts page={page} region={filter.region} />} />
      {page.any ? (
        <>
          <NumberFilters filter={filter} page={page} />
          {page.rows.length === 0 ? (
            <Empty
              title={t('noneFit')}
              action={
                <Link href="/numbers" className={buttonClass()}>
                  {t('showAll')}
                </Link>
              }
            >
              {t('noneFitLead')}
            </Empty>
          ) : (
            <ul aria-label={t('title')}>
              {page.rows.map((row) => (
                <ListedNumber key={row.id} row={row} />
              ))}
            </ul>
          )}
          <NumberPager filter={filter} total={page.total} pages={page.pages} />
        </>
      ) : (
        <NoNumbers page={page} />
      )}
      {children}
    </div>
  );
}

function NoNumbers({ page }: { page: NumbersPage }) {
  const t = useTranslations('numbers');
  if (!page.needsRegion)
    return <Empty title={t('empty')}>{page.mayAdd ? t('emptyLeadAdmin') : t('emptyLead')}</Empty>;
  return (
    <Empty
      title={t('empty')}
      action={
        <Link href="/regions/add" className={buttonClass('plain')}>
          {t('addRegions')}
        </Link>
      }
    >
      {t('needsRegion')}
    </Empty>
  );
}

function Acts({ page, region }: { page: NumbersPage; region: string }) {
  const t = useTranslations('numbers');
  const query = numberQuery({ region });
  return (
    <div className="flex flex-wrap gap-2">
      {page.mayExport && page.any ? (
        <a href={`/api/numbers/export${query}`} download className={buttonClass('quiet')}>
          <FileDown aria-hidden="true" className="size-4" />
          {t('export')}
        </a>
      ) : null}
      {page.mayAdd ? (
        <>
          <Link href={`/numbers/join${query}`} className={buttonClass('plain')}>
            <QrCode aria-hidden="true" className="size-4" />
            {t('joinLink')}
          </Link>
          <Link href="/numbers/import" className={buttonClass('plain')}>
            <FileUp aria-hidden="true" className="size-4" />
            {t('import')}
          </Link>
          <Link href={`/numbers/add${query}`} className={buttonClass('primary')}>
            <Plus aria-hidden="true" className="size-4" />
            {t('add')}
          </Link>
        </>
      ) : null}
    </div>
  );
}
