'use client';

import { Plus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { RegionRow, RegionsPage } from '#lib/regions/region-row.ts';
import { PageHead } from '#components/shell/page-head.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { filterRegions } from './filter-regions.ts';
import { NextSteps, setUpDone } from './next-steps.tsx';
import { RegionLine } from './region-line.tsx';
import { RegionSearch } from './region-search.tsx';
import { RegionTabs } from './region-tabs.tsx';
import { UnmappedNotice } from './unmapped-notice.tsx';
import { useNames } from './use-names.ts';
import { useQuery } from './use-query.ts';
import { useRegions } from './use-regions.ts';

/** From so many on, one looks for a region rather than at all of them. */
const manyRegions = 8;

/** Regions by group, dense: who posts, whether that is seen, and how many phones hear of it. */
export function RegionsScreen({ first, query }: { first: RegionsPage; query: string }) {
  const t = useTranslations('regions');
  const { page } = useRegions(first);
  const names = useNames();
  const [text, setText] = useQuery(query);
  const done = setUpDone(page);
  const isSetUp = done.connection && done.regions && done.accounts && done.numbers;
  const found = filterRegions(page.regions, text, names);
  return (
    <div className="mx-auto max-w-280 px-4 pb-12 md:px-8">
      <RegionTabs />
      <PageHead title={t('title')} lead={t('lead')} action={page.mayAddRegion ? <Actions /> : null} />
      {page.mayAddRegion && !isSetUp ? <NextSteps page={page} /> : null}
      {page.regions.length === 0 && !page.mayAddRegion ? (
        <Empty title={t('empty')}>{t('emptyLead')}</Empty>
      ) : null}
      <UnmappedNotice count={page.unmappedAccounts.length} />
      {page.regions.length + page.archived.length > manyRegions || text !== '' ? (
        <RegionSearch text={text} onChange={setText} found={found.length} all={page.regions.length} />
      ) : null}
      {byGroup(found).map(([group, regions]) => (
        <Group key={group?.id ?? ''} title={group?.name ?? t('noGroup')} regions={regions} />
      ))}
      <Archived regions={filterRegions(page.archived, text, names)} />
    </div>
  );
}

function Actions() {
  const t = useTranslations('regions');
  return (
    <div className="flex flex-wrap gap-2">
      <Link href="/regions/groups" className={buttonClass('plain')}>
        {t('groups')}
      </Link>
      <Link href="/regions/approvers" className={buttonClass('plain')}>
        {t('approvers')}
      </Link>
      <Link href="/regions/add" className={buttonClass('primary')}>
        <Plus aria-hidden="true" className="size-4" />
        {t('add')}
      </Link>
    </div>
  );
}

function Group({ title, regions }: { title: string; regions: readonly RegionRow[] }) {
  return (
    <section aria-label={title} className="pb-6">
      <h2 className="flex gap-2 border-b hairline pb-2 text-sm text-muted">
        {title}
        <span className="figures">{regions.length}</span>
      </h2>
      <ul>
        {regions.map((region) => (
          <RegionLine key={region.id} region={region} />
        ))}
      </ul>
    </section>
  );
}

/** Out of use, out of the way, and one step from being back. */
function Archived({ regions }: { regions: readonly RegionRow[] }) {
  const t = useTranslations('regions');
  if (regions.length === 0) return null;
  return (
    <details className="border-t hairline pt-3">
      <summary className="flex min-h-11 w-fit cursor-pointer items-center gap-2 text-muted hover:text-ink">
        {t('archived', { count: regions.length })}
      </summary>
      <ul>
        {regions.map((region) => (
          <RegionLine key={region.id} region={region} />
        ))}
      </ul>
    </details>
  );
}

function byGroup(regions: readonly RegionRow[]): [RegionRow['group'], RegionRow[]][] {
  const groups = Map.groupBy(regions, (region) => region.group?.id ?? '');
  return [...groups.values()].map((list) => [list[0]?.group ?? null, list]);
}
