'use client';

import { useTranslations } from 'next-intl';
import { renewInvitationAction, withdrawInvitationAction } from '#app/(signed-in)/people/actions.ts';
import type { PersonRow } from '#lib/people/person-row.ts';
import { FormDialog } from '#components/ui/form-dialog.tsx';

type Props = {
  kind: 'renew' | 'withdraw';
  person: PersonRow;
  onClose: () => void;
  onDone: (message: string) => void;
};

/** Asks before an invitation gets a new link, or is taken back. */
export function InvitationQuestion({ kind, person: { id, name }, onClose, onDone }: Props) {
  const t = useTranslations('people');
  const renew = kind === 'renew';
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={renew ? t('renew') : t('withdrawTitle', { name })}
      description={renew ? t('renewLead', { name }) : t('withdrawLead')}
      action={renew ? renewInvitationAction : withdrawInvitationAction}
      onDone={onDone}
      submit={t(renew ? 'inviteSubmit' : 'withdraw')}
      look={renew ? 'primary' : 'danger'}
      fields={[]}
    >
      {() => <input type="hidden" name="userId" value={id} />}
    </FormDialog>
  );
}
