'use client';

import { useTranslations } from 'next-intl';
import { moveAccountAction } from '#app/(signed-in)/regions/actions.ts';
import type { AccountRow, RegionRow } from '#lib/regions/region-row.ts';
import { SelectField } from '#components/ui/field.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';

type Props = {
  account: AccountRow;
  from: RegionRow | null;
  regions: readonly RegionRow[];
  onClose: () => void;
  onDone: (message: string) => void;
};

/** Moves an account to another region; stories from then on count as that region's. */
export function MoveAccountDialog({ account, from, regions, onClose, onDone }: Props) {
  const t = useTranslations('accounts');
  const choices = regions.filter((region) => region.mayManage && region.id !== from?.id);
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={t('moveTitle', { account: account.username })}
      description={from === null ? t('mapLead') : t('moveLead', { region: from.name })}
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
            defaultValue={value('regionId') ?? choices[0]?.id}
            error={error('regionId')}
            options={choices.map((region) => ({ value: region.id, label: region.name }))}
          />
        </>
      )}
    </FormDialog>
  );
}
