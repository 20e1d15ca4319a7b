'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { removeApproverGroupAction } from '#app/(signed-in)/regions/actions.ts';
import { atName } from '#lib/i18n/at-name.ts';
import type { ApproverGroup } from '#lib/reposts/approval-choices.ts';
import { Dialog, DialogActions } from '#components/ui/dialog.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';

type Props = { group: ApproverGroup; onClose: () => void; onDone: (message: string) => void };

/** Removes a group, or says which accounts rely on it. */
export function RemoveGroupDialog({ group: { id, name, accounts }, onClose, onDone }: Props) {
  const t = useTranslations('approvers');
  const format = useFormatter();
  const title = t('removeTitle', { name });
  if (accounts.length > 0)
    return (
      <Dialog
        open
        onOpenChange={onClose}
        title={title}
        description={t('inUse', { accounts: format.list(accounts.map(atName)) })}
      >
        <DialogActions>{null}</DialogActions>
      </Dialog>
    );
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={title}
      description={t('removeLead')}
      action={removeApproverGroupAction}
      onDone={onDone}
      submit={t('removeSubmit')}
      look="danger"
      fields={[]}
    >
      {() => <input type="hidden" name="groupId" value={id} />}
    </FormDialog>
  );
}
