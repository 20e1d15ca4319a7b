import { cutText } from './cut-text.ts';
import { opaque, recipient } from './recipient.ts';

export type ListMessage = ReturnType<typeof listMessage>;

/** One line to choose; its id comes back when it is chosen. */
export type ListRow = { id: string; title: string; description?: string | undefined };

const most = { rows: 10, id: 200, title: 24, description: 72, button: 20, body: 1_024 };

/**
 * The body of a question with up to ten answers, which the phone shows as a
 * list behind a button. Allowed, as every free message, for 24 hours after the
 * holder last wrote. Texts that are too long are cut; ids never are.
 * Source: business-messaging/whatsapp/messages/interactive-list-messages.
 * @param options.button opens the list, at most 20 characters
 * @throws RangeError without a text, without rows, with more than ten, and for ids that are too long or not unique
 */
export function listMessage(options: {
  to: string;
  body: string;
  button: string;
  rows: readonly ListRow[];
  opaqueId: string;
}) {
  const { to, body, button, rows, opaqueId } = options;
  if (body.trim() === '' || button.trim() === '') throw new RangeError('A list must ask something.');
  if (rows.length === 0 || rows.length > most.rows) throw new RangeError('A list has 1 to 10 rows.');
  const ids = rows.map(({ id }) => id);
  if (new Set(ids).size < ids.length) throw new RangeError('Every row of a list needs an id of its own.');
  if (ids.some((id) => id === '' || id.length > most.id))
    throw new RangeError('The id of a row has 1 to 200 characters.');
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: recipient(to),
    type: 'interactive',
    biz_opaque_callback_data: opaque(opaqueId),
    interactive: {
      type: 'list',
      body: { text: cutText(body, most.body) },
      action: {
        button: cutText(button, most.button),
        sections: [
          {
            rows: rows.map(({ id, title, description }) => ({
              id,
              title: cutText(title, most.title),
              ...(description !== undefined &&
                description !== '' && { description: cutText(description, most.description) }),
            })),
          },
        ],
      },
    },
  } as const;
}
