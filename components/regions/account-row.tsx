'use client';

import { ArrowRightLeft, CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { AccountRow as Row } from '#lib/regions/region-row.ts';
import { ago } from '#lib/i18n/time-left.ts';
import { useNow } from '#components/time/now-provider.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';

/** Accounts are checked every minute; after this long without a good check something is wrong. */
const lateMs = 15 * 60_000;

/** An Instagram account and when it was last checked; those who may can move it to another region. */
export function AccountRow({ account, onMove }: { account: Row; onMove: (() => void) | null }) {
  const t = useTranslations('accounts');
  const times = useTranslations('ago');
  const now = useNow();
  const checked = account.lastGoodCheckAt === null ? null : new Date(account.lastGoodCheckAt);
  const late = checked !== null && now.getTime() - checked.getTime() > lateMs;
  const gone = checked === null ? null : ago(checked, now);
  const when =
    gone === null ? null : gone.key === 'date' ? times('long') : times(gone.key, { count: gone.count });
  return (
    <li className="flex items-center gap-x-4 border-t hairline py-1.5 first:border-t-0">
      <div className="grid min-w-0 flex-1 gap-x-4 gap-y-0.5 lg:grid-cols-[minmax(8rem,3fr)_minmax(7rem,2fr)_minmax(8rem,3fr)_7.5rem] lg:items-center">
        <p className="truncate font-strong">{`@${account.username}`}</p>
        <p className="truncate text-muted">{account.name}</p>
        <p className={`flex items-center gap-1.5 lg:col-span-2 ${late ? 'text-bad' : 'text-muted'}`}>
          {late ? <CircleAlert aria-hidden="true" className="size-4 shrink-0" /> : null}
          {when === null ? t('neverChecked') : late ? t('late', { when }) : t('checked', { when })}
        </p>
      </div>
      {onMove === null ? null : (
        <Menu label={t('menu', { account: account.username })}>
          <MenuItem onSelect={onMove}>
            <ArrowRightLeft aria-hidden="true" />
            {t('move')}
          </MenuItem>
        </Menu>
      )}
    </li>
  );
}
