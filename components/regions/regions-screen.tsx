'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { RegionRow, RegionsPage } from '#lib/regions/region-row.ts';
import { PageHead } from '#components/shell/page-head.tsx';
import { Button } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { Toasts, useToast } from '#components/ui/toasts.tsx';
import { AccountRow } from './account-row.tsx';
import { MoveAccountDialog } from './move-account-dialog.tsx';
import { RegionBlock } from './region-block.tsx';
import { RegionTabs } from './region-tabs.tsx';
import { RegionDialog } from './region-dialog.tsx';
import type { RegionsAct } from './regions-act.ts';
import { useRegions } from './use-regions.ts';

/** Regions by group, with their accounts and numbers, and for admins what can be changed. */
export function RegionsScreen({ first }: { first: RegionsPage }) {
  return (
    <Toasts>
      <Regions first={first} />
    </Toasts>
  );
}

function Regions({ first }: { first: RegionsPage }) {
  const t = useTranslations('regions');
  const toast = useToast();
  const { page, refetch } = useRegions(first);
  const [act, setAct] = useState<RegionsAct | null>(null);
  const done = (message: string) => {
    toast(message);
    refetch();
  };
  return (
    <div className="mx-auto max-w-280 px-4 pb-12 md:px-8">
      <RegionTabs />
      <PageHead
        title={t('title')}
        lead={t('lead')}
        action={
          page.mayAddRegion ? (
            <Button look="primary" onClick={() => setAct({ kind: 'add-region' })}>
              <Plus aria-hidden="true" className="size-4" />
              {t('add')}
            </Button>
          ) : null
        }
      />
      {page.regions.length === 0 ? (
        <Empty title={t('empty')}>{page.mayAddRegion ? t('emptyLeadAdmin') : t('emptyLead')}</Empty>
      ) : null}
      <Unmapped page={page} onAct={setAct} />
      {byGroup(page.regions).map(([group, regions]) => (
        <section key={group?.id ?? ''} className="pb-6">
          <h2 className={group === null ? 'sr-only' : 'pb-3 text-sm text-muted'}>
            {group?.name ?? t('noGroup')}
          </h2>
          {regions.map((region) => (
            <RegionBlock key={region.id} region={region} onAct={setAct} />
          ))}
        </section>
      ))}
      {act === null ? null : <ActDialog act={act} page={page} onClose={() => setAct(null)} onDone={done} />}
    </div>
  );
}

type DialogProps = {
  act: RegionsAct;
  page: RegionsPage;
  onClose: () => void;
  onDone: (message: string) => void;
};

function ActDialog({ act, page, onClose, onDone }: DialogProps) {
  const ends = { onClose, onDone };
  switch (act.kind) {
    case 'add-region':
      return <RegionDialog region={null} groups={page.groups} {...ends} />;
    case 'edit-region':
      return <RegionDialog region={act.region} groups={page.groups} {...ends} />;
    case 'move-account':
      return <MoveAccountDialog account={act.account} from={act.from} regions={page.regions} {...ends} />;
  }
}

/** Accounts that Meta showed and nobody has given to a region: their stories are not picked up. */
function Unmapped({ page, onAct }: { page: RegionsPage; onAct: (act: RegionsAct) => void }) {
  const t = useTranslations('accounts');
  if (page.unmappedAccounts.length === 0) return null;
  return (
    <section aria-labelledby="unmapped" className="mb-8 rounded-card bg-sunken px-5 py-4">
      <h2 id="unmapped" className="text-lg">
        {t('unmapped')}
      </h2>
      <p className="pb-2 text-muted">{t('unmappedLead')}</p>
      <ul>
        {page.unmappedAccounts.map((account) => (
          <AccountRow
            key={account.id}
            account={account}
            onMove={() => onAct({ kind: 'move-account', account, from: null })}
          />
        ))}
      </ul>
    </section>
  );
}

function byGroup(regions: readonly RegionRow[]): [RegionRow['group'], RegionRow[]][] {
  const groups = Map.groupBy(regions, (region) => region.group?.id ?? '');
  return [...groups.values()].map((list) => [list[0]?.group ?? null, list]);
}
