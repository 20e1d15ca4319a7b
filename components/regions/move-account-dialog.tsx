'use client';

import { useTranslations } from 'next-intl';
import { moveAccountAction } from '#app/(signed-in)/regions/actions.ts';
import type { AccountRow, RegionPage } from '#lib/regions/region-row.ts';
import { SelectField } from '#components/ui/field.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';

type Props = {
  account: AccountRow;
  page: RegionPage;
  onClose: () => void;
  onDone: (message: string) => void;
};

/** Moves an account to another region; says how many stories stay, and that the next ones go with it. */
export function MoveAccountDialog({ account, page, onClose, onDone }: Props) {
  const t = useTranslations('accounts');
  const { targets, region, storyCounts, mayArchive } = page;
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={t('moveTitle', { account: account.username })}
      description={t('moveLead', { region: region.name, count: storyCounts[account.id] ?? 0 })}
      action={moveAccountAction}
      onDone={onDone}
      submit={t('moveSubmit')}
      fields={['regionId']}
    >
      {({ value, error }) => (
        <>
          <input type="hidden" name="accountId" value={account.id} />
          <SelectField
            name="regionId"
            label={t('toRegion')}
            defaultValue={value('regionId') ?? targets[0]?.id}
            error={error('regionId')}
            options={[
              ...targets.map(({ id, name }) => ({ value: id, label: name })),
              // Back among those without a region: what was mapped by mistake can be taken back.
              ...(mayArchive ? [{ value: '', label: t('toNone') }] : []),
            ]}
          />
        </>
      )}
    </FormDialog>
  );
}
