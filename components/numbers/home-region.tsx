'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { moveNumberAction } from '#app/(signed-in)/numbers/actions.ts';
import type { NumberPage } from '#lib/numbers/number-row.ts';
import { Button } from '#components/ui/button.tsx';
import { SelectField } from '#components/ui/field.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';

type Props = { page: NumberPage; onDone: (message: string) => void };

/** Where a number is at home, and the way to another home. */
export function HomeRegion({ page, onDone }: Props) {
  const t = useTranslations('numbers');
  const [open, setOpen] = useState(false);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p className="wrap-anywhere">{page.region.name}</p>
      {page.mayMoveTo.length === 0 ? null : <Button onClick={() => setOpen(true)}>{t('move')}</Button>}
      {open ? (
        <FormDialog
          open
          onOpenChange={setOpen}
          title={t('moveTitle', { label: page.label })}
          description={t('moveLead')}
          action={moveNumberAction}
          onDone={onDone}
          submit={t('moveSubmit')}
          fields={['regionId']}
        >
          {({ value, error }) => (
            <>
              <input type="hidden" name="numberId" value={page.id} />
              <SelectField
                name="regionId"
                label={t('moveTo')}
                defaultValue={value('regionId') ?? ''}
                error={error('regionId')}
                options={[
                  { value: '', label: t('chooseRegion') },
                  ...page.mayMoveTo.map(({ id, name }) => ({ value: id, label: name })),
                ]}
              />
            </>
          )}
        </FormDialog>
      ) : null}
    </div>
  );
}
