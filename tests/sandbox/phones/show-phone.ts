import { brand } from '../brand.ts';
import type { SandboxNumber, SandboxRegion } from '../brand.ts';
import type { World } from '../world.ts';
import { contentOf, listChat } from './messages.ts';
import type { MessageContent, MessageRow } from './messages.ts';
import type { Phone } from './phones.ts';
import type { PhoneButton, PhoneMessage, PhoneView } from './phone-view.ts';

const shownMessages = 60;

const owners = new Map<string, { region: SandboxRegion; number: SandboxNumber }>(
  brand.regions.flatMap((region) =>
    region.numbers.map((number) => [number.number.replace(/\D/g, ''), { region, number }] as const),
  ),
);

/** A phone with the end of its chat. */
export function showPhone(world: World, phone: Phone): PhoneView {
  const owner = owners.get(phone.digits);
  const chat = listChat(world, phone.digits, shownMessages);
  const taps = chat.filter((message) => message.sender === 'phone' && message.type !== 'text');
  return {
    digits: phone.digits,
    number: `+${phone.digits}`,
    name: phone.name,
    label: owner?.number.label ?? null,
    kind: owner?.number.kind ?? null,
    language: owner?.number.language ?? null,
    region: owner ? { key: owner.region.key, name: owner.region.name, mark: owner.region.mark } : null,
    wa_id: phone.wa_id,
    user_id: phone.user_id,
    online: phone.online === 1,
    on_whatsapp: phone.on_whatsapp === 1,
    share_number: phone.share_number === 1,
    unread: chat.filter((message) => message.sender === 'business' && message.state === 'delivered').length,
    // What is put on a message is shown there and is no message of its own.
    messages: chat
      .filter((message) => message.type !== 'reaction')
      .map((message) => showMessage(message, taps)),
  };
}

function showMessage(message: MessageRow, taps: MessageRow[]): PhoneMessage {
  const content = contentOf(message);
  const tapped = taps.filter((tap) => tap.context === message.wamid).map((tap) => contentOf(tap).text);
  return {
    id: message.wamid,
    sender: message.sender,
    at: new Date(message.at).toISOString(),
    type: message.type,
    header: showHeader(content),
    text: content.text,
    footer: content.footer ?? null,
    buttons:
      message.sender === 'phone'
        ? []
        : (content.buttons ?? []).map((button, index) => showButton(button, index, tapped)),
    list:
      content.list === undefined
        ? null
        : {
            button: content.list.button,
            rows: content.list.rows.map((row) => ({ ...row, description: row.description ?? null })),
          },
    reaction: reactionOn(message, taps),
    ticks: message.state,
    on_phone: message.sender === 'phone' || message.delivered_at !== null || message.read_at !== null,
    error_code: message.error_code,
    context_id: message.context,
    template: content.template?.name ?? null,
  };
}

/** The last one counts; an empty one took it away again. */
function reactionOn(message: MessageRow, taps: MessageRow[]): string | null {
  const last = taps.findLast((tap) => tap.type === 'reaction' && tap.context === message.wamid);
  return (last && contentOf(last).text) || null;
}

function showHeader({ header }: MessageContent): PhoneMessage['header'] {
  if (!header) return null;
  if (header.kind === 'text') return header;
  return { kind: header.kind, url: header.media === undefined ? null : `/_sandbox/media/${header.media}` };
}

function showButton(
  button: NonNullable<MessageContent['buttons']>[number],
  index: number,
  tapped: string[],
): PhoneButton {
  return {
    index,
    type: button.type,
    text: button.text,
    url: button.url ?? null,
    tapped: tapped.includes(button.text),
  };
}
