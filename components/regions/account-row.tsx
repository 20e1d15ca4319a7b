'use client';

import { ArrowRightLeft, CircleCheck, Share2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { AccountRow as Row } from '#lib/regions/region-row.ts';
import { RuleWords } from '#components/approvers/rule-words.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { CheckedWords } from './checked-words.tsx';

type Props = {
  account: Row;
  archived: boolean;
  onMove: (() => void) | null;
  onRights: (() => void) | null;
  onApproval: (() => void) | null;
};

/**
 * An Instagram account, when it was last checked, what others may do with its
 * stories, and who approves what is posted to it; those who may can change
 * that, or move it to another region.
 */
export function AccountRow({ account, archived, onMove, onRights, onApproval }: Props) {
  const t = useTranslations('accounts');
  const rights = useTranslations('rights.right');
  return (
    <li className="flex min-h-12 items-center gap-x-4 border-t hairline py-1.5 first:border-t-0">
      <div className="grid min-w-0 flex-1 gap-x-4 gap-y-0.5 lg:grid-cols-[minmax(0,3fr)_minmax(0,3fr)_minmax(0,3fr)] lg:items-center">
        <p className="truncate font-strong">
          <Link href={`/regions/accounts/${account.id}`} prefetch={false} className="hover:underline">
            <bdi>{`@${account.username}`}</bdi>
          </Link>
        </p>
        <p className="truncate text-muted">{account.name}</p>
        <p>
          <CheckedWords accounts={[account]} archived={archived} />
          <span className="block text-sm text-muted">{rights(account.rights)}</span>
          <span className="block text-sm text-muted">
            <RuleWords approval={account.approval} />
          </span>
        </p>
      </div>
      {onMove === null && onRights === null && onApproval === null ? null : (
        <Menu label={t('menu', { account: account.username })}>
          {onRights === null ? null : (
            <MenuItem onSelect={onRights}>
              <Share2 aria-hidden="true" />
              {t('rights')}
            </MenuItem>
          )}
          {onApproval === null ? null : (
            <MenuItem onSelect={onApproval}>
              <CircleCheck aria-hidden="true" />
              {t('approval')}
            </MenuItem>
          )}
          {onMove === null ? null : (
            <MenuItem onSelect={onMove}>
              <ArrowRightLeft aria-hidden="true" />
              {t('move')}
            </MenuItem>
          )}
        </Menu>
      )}
    </li>
  );
}
