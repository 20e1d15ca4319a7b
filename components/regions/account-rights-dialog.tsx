'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { setAccountRightsAction } from '#app/(signed-in)/regions/actions.ts';
import type { AccountRow } from '#lib/regions/region-row.ts';
import { reuseRights } from '#lib/words.ts';
import { SelectField } from '#components/ui/field.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';

type Props = { account: AccountRow; onClose: () => void; onDone: (message: string) => void };

/** What other regions may do with an account's stories of which nothing else was said. */
export function AccountRightsDialog({ account, onClose, onDone }: Props) {
  const t = useTranslations('accounts');
  const rights = useTranslations('rights.right');
  const [chosen, setChosen] = useState<string>(account.rights);
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={t('rightsTitle', { account: account.username })}
      description={t('rightsLead')}
      action={setAccountRightsAction}
      onDone={onDone}
      submit={t('rightsSave')}
      fields={['rights']}
    >
      {({ error }) => (
        <>
          <input type="hidden" name="accountId" value={account.id} />
          <SelectField
            name="rights"
            label={t('rightsField')}
            value={chosen}
            onChange={(event) => setChosen(event.currentTarget.value)}
            error={error('rights')}
            options={reuseRights.map((value) => ({ value, label: rights(value) }))}
          />
        </>
      )}
    </FormDialog>
  );
}
