import { cutText } from './cut-text.ts';
import { opaque, recipient } from './recipient.ts';

export type TextMessage = ReturnType<typeof textMessage>;

const maxLength = 4_096;

/**
 * The body of a free text, allowed for 24 hours after the holder last wrote.
 * Sent later it is accepted all the same and then fails by webhook (131047).
 * Source: business-messaging/whatsapp/messages/text-messages.
 * @param options.replyTo id of the message that is quoted
 */
export function textMessage(options: {
  to: string;
  body: string;
  opaqueId: string;
  replyTo?: string | undefined;
}) {
  const { to, body, opaqueId, replyTo } = options;
  if (body.trim() === '') throw new RangeError('A text message must say something.');
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: recipient(to),
    type: 'text',
    biz_opaque_callback_data: opaque(opaqueId),
    ...(replyTo !== undefined && { context: { message_id: replyTo } }),
    text: { body: cutText(body, maxLength), preview_url: false },
  } as const;
}
