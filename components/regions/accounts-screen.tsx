'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { mapAccountsAction } from '#app/(signed-in)/regions/actions.ts';
import type { AccountRow, RegionsPage } from '#lib/regions/region-row.ts';
import { suggestRegion } from '#lib/regions/suggest-region.ts';
import { PageHead } from '#components/shell/page-head.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { SelectField } from '#components/ui/field.tsx';
import { PageForm } from '#components/ui/page-form.tsx';
import { toast } from '#components/ui/toast.ts';
import { BackToRegions } from './back-to-regions.tsx';
import { NewRegionDialog } from './new-region-dialog.tsx';
import { RegionTabs } from './region-tabs.tsx';
import { useRegions } from './use-regions.ts';

/** Chosen to add a region; never sent, since the list goes back to what it was. */
const newRegion = 'new';

/** Gives the accounts that Meta showed to regions, all of them on one screen. */
export function AccountsScreen({ first }: { first: RegionsPage }) {
  const t = useTranslations('accounts');
  const { page, refetch } = useRegions(first);
  /** What somebody chose; what is not here stands as it was suggested. */
  const [chosen, setChosen] = useState<Record<string, string>>({});
  /** The account that is to have a region which is not there yet. */
  const [adding, setAdding] = useState<AccountRow | null>(null);
  const choose = (account: AccountRow, regionId: string) =>
    setChosen((now) => ({ ...now, [account.id]: regionId }));
  const choice = (account: AccountRow) =>
    chosen[account.id] ?? suggestRegion(account.username, page.regions) ?? '';
  const count = page.unmappedAccounts.filter((account) => choice(account) !== '').length;
  const isEmpty = !page.regions.some((region) => region.accounts.length > 0);
  return (
    <div className="mx-auto max-w-200 px-4 pb-12 md:px-8">
      <RegionTabs />
      <BackToRegions />
      <PageHead title={t('mapTitle')} lead={t('mapLead')} />
      {page.unmappedAccounts.length === 0 ? (
        <Empty
          title={t('mapNone')}
          action={
            isEmpty ? (
              <Link href="/connections" className={buttonClass('primary')}>
                {t('connect')}
              </Link>
            ) : (
              <Link href="/regions" className={buttonClass('plain')}>
                {t('mapBack')}
              </Link>
            )
          }
        >
          {isEmpty ? t('mapNoAccounts') : t('mapAllDone')}
        </Empty>
      ) : (
        <PageForm
          action={mapAccountsAction}
          submit={t('mapSubmit', { count })}
          fields={[]}
          onDone={(message) => {
            toast(message);
            refetch();
          }}
        >
          {() => (
            <ul>
              {page.unmappedAccounts.map((account) => (
                <li
                  key={account.id}
                  className="grid items-center gap-x-6 gap-y-2 border-t hairline py-3 md:grid-cols-[minmax(0,1fr)_18rem]"
                >
                  <div className="min-w-0">
                    <p className="truncate font-strong">
                      <bdi>{`@${account.username}`}</bdi>
                    </p>
                    <p className="truncate text-sm text-muted">{account.name}</p>
                  </div>
                  <SelectField
                    name={account.id}
                    label={t('regionOf', { account: account.username })}
                    value={choice(account)}
                    onChange={({ currentTarget: { value } }) =>
                      value === newRegion ? setAdding(account) : choose(account, value)
                    }
                    options={[
                      { value: '', label: t('notYet') },
                      ...page.regions.map(({ id, name }) => ({ value: id, label: name })),
                      { value: newRegion, label: t('newRegion') },
                    ]}
                    {...(chosen[account.id] === undefined && choice(account) !== ''
                      ? { hint: t('suggested') }
                      : {})}
                  />
                </li>
              ))}
            </ul>
          )}
        </PageForm>
      )}
      {adding === null ? null : (
        <NewRegionDialog
          account={adding}
          page={page}
          onClose={() => setAdding(null)}
          onAdded={(message, id) => {
            toast(message);
            if (id !== undefined) choose(adding, id);
            setAdding(null);
            refetch();
          }}
        />
      )}
    </div>
  );
}
