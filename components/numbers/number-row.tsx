'use client';

import { Pause, Play, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { NumberRow as Row, RegionRow } from '#lib/regions/region-row.ts';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { JoinBox } from './join-box.tsx';
import { NumberState } from './number-state.tsx';
import type { RegionsAct } from '#components/regions/regions-act.ts';
import { useNames } from '#components/regions/use-names.ts';

type Props = { row: Row; region: RegionRow; onAct: (act: RegionsAct) => void };

/** One work number: whose, which, in what language it hears, and whether it hears now. */
export function NumberRow({ row, region, onAct }: Props) {
  const t = useTranslations('numbers');
  const names = useNames();
  const mayPause = row.state === 'active' || row.state === 'unreachable';
  return (
    <li className="border-t hairline py-1.5 first:border-t-0">
      <div className="flex items-center gap-x-4">
        <div className="grid min-w-0 flex-1 grid-cols-[1fr_auto] gap-x-4 gap-y-0.5 lg:grid-cols-[minmax(8rem,3fr)_minmax(7rem,2fr)_minmax(8rem,3fr)_7.5rem] lg:items-center">
          <p className="min-w-0 font-strong">{row.label}</p>
          <p className="order-2 figures text-muted lg:order-none" dir="ltr">
            {row.shortened}
          </p>
          <p className="order-3 col-span-2 text-muted lg:order-none lg:col-span-1">
            {t('facts', {
              kind: t(`kind.${row.kind}`),
              language: names.language(row.language ?? region.language),
            })}
          </p>
          <NumberState state={row.state} />
        </div>
        {region.mayManage ? (
          <Menu label={t('menu', { label: row.label })}>
            {mayPause ? (
              <MenuItem onSelect={() => onAct({ kind: 'pause', row, region })}>
                <Pause aria-hidden="true" />
                {t('pause')}
              </MenuItem>
            ) : null}
            {row.state === 'paused' ? (
              <MenuItem onSelect={() => onAct({ kind: 'resume', row, region })}>
                <Play aria-hidden="true" />
                {t('resume')}
              </MenuItem>
            ) : null}
            <MenuItem onSelect={() => onAct({ kind: 'remove', row, region })}>
              <Trash2 aria-hidden="true" />
              {t('remove')}
            </MenuItem>
          </Menu>
        ) : null}
      </div>
      {row.state === 'invited' && row.joinCode !== null ? (
        <JoinBox code={row.joinCode} link={row.joinLink} label={row.label} />
      ) : null}
    </li>
  );
}
