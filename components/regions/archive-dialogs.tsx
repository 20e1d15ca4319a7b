'use client';

import { useTranslations } from 'next-intl';
import { archiveRegionAction, restoreRegionAction } from '#app/(signed-in)/regions/actions.ts';
import type { RegionRow } from '#lib/regions/region-row.ts';
import { numberStates } from '#lib/words.ts';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { TypedName } from './typed-name.tsx';

type Props = { region: RegionRow; onClose: () => void; onDone: (message: string) => void };

const numbersOf = ({ numberCounts }: RegionRow) =>
  numberStates.reduce((sum, state) => sum + numberCounts[state], 0);

/** Says what changes before a region goes out of use, and asks for its name. */
export function ArchiveDialog({ region, onClose, onDone }: Props) {
  const t = useTranslations('archive');
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={t('title', { name: region.name })}
      description={
        <ul className="flex list-disc flex-col gap-1 ps-5">
          <li>{t('numbers', { count: numbersOf(region) })}</li>
          <li>{t('accounts', { count: region.accounts.length })}</li>
          <li>{t('kept')}</li>
          <li>{t('canRestore')}</li>
        </ul>
      }
      action={archiveRegionAction}
      onDone={onDone}
      submit={t('submit')}
      look="danger"
      fields={['name']}
    >
      {(fields) => (
        <>
          <input type="hidden" name="regionId" value={region.id} />
          <TypedName name={region.name} {...fields} />
        </>
      )}
    </FormDialog>
  );
}

/** Says what begins again before a region comes back. */
export function RestoreDialog({ region, onClose, onDone }: Props) {
  const t = useTranslations('archive');
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={t('restoreTitle', { name: region.name })}
      description={t('restoreLead', { numbers: numbersOf(region), accounts: region.accounts.length })}
      action={restoreRegionAction}
      onDone={onDone}
      submit={t('restoreSubmit')}
      fields={[]}
    >
      {() => <input type="hidden" name="regionId" value={region.id} />}
    </FormDialog>
  );
}
