'use client';

import { useTranslations } from 'next-intl';
import {
  checkTokenAction,
  disconnectTokenAction,
  preferTokenAction,
} from '#app/(signed-in)/connections/actions.ts';
import type { TokenRow } from '#lib/accounts/connections-page.ts';
import { FormDialog } from '#components/ui/form-dialog.tsx';

type Props = { token: TokenRow; name: string; onClose: () => void; onDone: (message: string) => void };

/** Has Meta asked about a token now. */
export function CheckDialog({ token, name, onClose, onDone }: Props) {
  const t = useTranslations('connections.ask.check');
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={t('title', { name })}
      description={t('lead')}
      action={checkTokenAction}
      onDone={onDone}
      submit={t('submit')}
      fields={[]}
    >
      {() => <input type="hidden" name="tokenId" value={token.id} />}
    </FormDialog>
  );
}

/** Takes accounts from other tokens, which is only done when somebody says so. */
export function PreferDialog({ token, name, onClose, onDone }: Props) {
  const t = useTranslations('connections.ask.prefer');
  const count = (token.reaches ?? 0) - token.reads;
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={t('title', { name })}
      description={t('lead', { count })}
      action={preferTokenAction}
      onDone={onDone}
      submit={t('submit')}
      fields={[]}
    >
      {() => <input type="hidden" name="tokenId" value={token.id} />}
    </FormDialog>
  );
}

/** Forgets a token, and says first what that means for its accounts and for messages. */
export function DisconnectDialog({ token, name, onClose, onDone, alone }: Props & { alone: boolean }) {
  const t = useTranslations('connections.ask.disconnect');
  const lead = t(alone ? 'leadAlone' : 'lead', { count: token.reads });
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={t('title', { name })}
      description={token.sends === 'no' ? lead : `${lead} ${t(`sends.${token.sends}`)}`}
      action={disconnectTokenAction}
      onDone={onDone}
      submit={t('submit')}
      look="danger"
      fields={[]}
    >
      {() => <input type="hidden" name="tokenId" value={token.id} />}
    </FormDialog>
  );
}
