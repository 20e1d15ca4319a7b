import { cleanParameter } from './clean-parameter.ts';
import { opaque, recipient } from './recipient.ts';

export type TemplateMessage = ReturnType<typeof templateMessage>;

type TemplateMessageOptions = {
  /** E.164 with its plus sign. */
  to: string;
  name: string;
  /** Meta's language code, such as `pt_BR`. */
  language: string;
  /** Id from an upload to the same sender. Absent: the template has no picture. */
  headerMediaId?: string | undefined;
  /** Blanks by name; their texts are cleaned here. */
  bodyParameters: { name: string; text: string }[];
  /** What a tap on each quick reply sends back. `index` counts the template's buttons from 0. */
  buttons: { index: number; payload: string }[];
  opaqueId: string;
};

/**
 * The body of a template message, the only kind that may be sent outside the
 * 24-hour window. Source: business-messaging/whatsapp/messages/send-messages
 * and templates/utility-templates.
 */
export function templateMessage(options: TemplateMessageOptions) {
  const { to, name, language, headerMediaId, bodyParameters, buttons, opaqueId } = options;
  const header = { type: 'header', parameters: [{ type: 'image', image: { id: headerMediaId } }] };
  const body = {
    type: 'body',
    parameters: bodyParameters.map((parameter) => ({
      type: 'text',
      parameter_name: parameter.name,
      text: cleanParameter(parameter.text),
    })),
  };
  const quickReplies = buttons.map(({ index, payload }) => ({
    type: 'button',
    sub_type: 'quick_reply',
    // Text, as in Meta's examples.
    index: String(index),
    parameters: [{ type: 'payload', payload }],
  }));
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: recipient(to),
    type: 'template',
    biz_opaque_callback_data: opaque(opaqueId),
    template: {
      name,
      language: { code: language },
      components: [
        ...(headerMediaId === undefined ? [] : [header]),
        ...(bodyParameters.length === 0 ? [] : [body]),
        ...quickReplies,
      ],
    },
  } as const;
}
