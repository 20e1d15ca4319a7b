'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { RegionRow } from '#lib/regions/region-row.ts';
import { numberStates } from '#lib/words.ts';
import { RegionMark } from '#components/region/region-mark.tsx';
import { useNow } from '#components/time/now-provider.tsx';
import { Button } from '#components/ui/button.tsx';
import { AccountRow } from './account-row.tsx';
import type { RegionsAct } from './regions-act.ts';
import { useNames } from './use-names.ts';

type Props = { region: RegionRow; onAct: (act: RegionsAct) => void };

/** One region: where and when it is, its accounts, and who hears of the others' stories. */
export function RegionBlock({ region, onAct }: Props) {
  const t = useTranslations('regions');
  const headingId = `region-${region.id}`;
  return (
    <section aria-labelledby={headingId} className="border-t hairline pt-5 pb-8" data-region={region.name}>
      <header className="flex items-center gap-3">
        <RegionMark markText={region.markText} markColor={region.markColor} className="size-11 shrink-0" />
        <div className="min-w-0 flex-1">
          <h3 id={headingId} className="truncate text-lg">
            {region.name}
          </h3>
          <RegionLine region={region} />
        </div>
        {region.mayManage ? (
          <Button
            look="quiet"
            className="-me-2"
            onClick={() => onAct({ kind: 'edit-region', region })}
            aria-label={t('editLabel', { region: region.name })}
          >
            {t('edit')}
          </Button>
        ) : null}
      </header>
      <div className="mt-4 flex flex-col gap-5 md:ps-14">
        <Part title={t('accounts', { count: region.accounts.length })}>
          {region.accounts.length === 0 ? (
            <p className="text-muted">{t('noAccounts')}</p>
          ) : (
            <ul>
              {region.accounts.map((account) => (
                <AccountRow
                  key={account.id}
                  account={account}
                  onMove={
                    region.mayManage ? () => onAct({ kind: 'move-account', account, from: region }) : null
                  }
                />
              ))}
            </ul>
          )}
        </Part>
        <Numbers region={region} />
      </div>
    </section>
  );
}

function RegionLine({ region }: { region: RegionRow }) {
  const t = useTranslations('regions');
  const format = useFormatter();
  const names = useNames();
  const time = format.dateTime(useNow(), {
    timeZone: region.timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
  const countries = region.countries.map(names.country).join(', ');
  return (
    <p className="figures flex flex-wrap gap-x-1.5 text-muted">
      {countries === '' || countries === region.name ? null : (
        <>
          <span>{countries}</span>
          <span aria-hidden="true">·</span>
        </>
      )}
      <span>{t('timeThere', { time })}</span>
      <span aria-hidden="true">·</span>
      <span>{names.language(region.language)}</span>
    </p>
  );
}

function Numbers({ region }: Pick<Props, 'region'>) {
  const t = useTranslations('regions');
  const states = useTranslations('numbers');
  const total = numberStates.reduce((sum, state) => sum + region.numberCounts[state], 0);
  return (
    <Part title={t('numbers', { count: total })}>
      {total === 0 ? (
        <p className="text-muted">{t('noNumbers')}</p>
      ) : (
        <p className="figures text-muted">
          {numberStates
            .filter((state) => region.numberCounts[state] > 0)
            .map((state) =>
              states('countOf', { count: region.numberCounts[state], state: states(`state.${state}`) }),
            )
            .join(', ')}
        </p>
      )}
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h4 className="flex min-h-9 items-center pb-1 font-strong">{title}</h4>
      {children}
    </div>
  );
}
