'use client';

import { useTranslations } from 'next-intl';
import type { AccountRow } from '#lib/regions/region-row.ts';

/** Who has to approve what is posted to an account, in a few words. */
export function RuleWords({ approval: { rule, group } }: Pick<AccountRow, 'approval'>) {
  const t = useTranslations('approvers');
  return <>{t(`rule.${rule}`, { name: group?.name ?? '' })}</>;
}
