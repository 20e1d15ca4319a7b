'use client';

import { useTranslations } from 'next-intl';
import { removeGroupAction, renameGroupAction } from '#app/(signed-in)/regions/actions.ts';
import type { GroupRow, RegionRow } from '#lib/regions/region-row.ts';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { FormText } from '#components/ui/form-text.tsx';
import { useListWords } from '#components/ui/use-list-words.ts';
import { TypedName } from './typed-name.tsx';

type Props = { group: GroupRow; onClose: () => void; onDone: (message: string) => void };

export function RenameGroupDialog({ group, onClose, onDone }: Props) {
  const t = useTranslations('groups');
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={t('rename', { name: group.name })}
      action={renameGroupAction}
      onDone={onDone}
      submit={t('renameSubmit')}
      fields={['name']}
    >
      {(form) => (
        <>
          <input type="hidden" name="groupId" value={group.id} />
          <FormText name="name" form={form} first={group.name} label={t('name')} maxLength={60} />
        </>
      )}
    </FormDialog>
  );
}

/** Says which regions would leave the group before it goes. */
export function RemoveGroupDialog({
  group,
  regions,
  onClose,
  onDone,
}: Props & { regions: readonly RegionRow[] }) {
  const t = useTranslations('groups');
  const list = useListWords();
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={t('removeTitle', { name: group.name })}
      description={
        regions.length === 0
          ? t('removeEmpty')
          : t('removeLead', {
              count: regions.length,
              names: list(regions.map(({ name }) => name)),
            })
      }
      action={removeGroupAction}
      onDone={onDone}
      submit={t('removeSubmit')}
      look="danger"
      fields={['name']}
    >
      {(fields) => (
        <>
          <input type="hidden" name="groupId" value={group.id} />
          {regions.length === 0 ? null : <TypedName name={group.name} {...fields} />}
        </>
      )}
    </FormDialog>
  );
}
