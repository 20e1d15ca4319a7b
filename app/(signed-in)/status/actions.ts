'use server';

import { action } from '#lib/auth/action.ts';
import { markReceived, resendMessage } from '#lib/messages/commands/settle-unconfirmed.ts';
import { messageIdInput } from '#lib/messages/message-input.ts';

export const resendMessageAction = action({ input: messageIdInput }, async ({ db, actor, input, t }) => {
  await resendMessage(db, { actor, ...input });
  return { message: t('status.done.resent') };
});

export const markReceivedAction = action({ input: messageIdInput }, async ({ db, actor, input, t }) => {
  const { label } = await markReceived(db, { actor, ...input });
  return { message: t('status.done.received', { label: label ?? t('status.goneNumber') }) };
});
