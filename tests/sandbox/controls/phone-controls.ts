import type { Json, JsonObject } from '../json.ts';
import { deliverWaiting, openChat, tellInbound } from '../phones/delivery.ts';
import { contentOf, findMessage, keepMessage } from '../phones/messages.ts';
import type { ContentButton, MessageContent, MessageRow } from '../phones/messages.ts';
import { ensurePhone, findPhone, listPhones } from '../phones/phones.ts';
import type { Phone } from '../phones/phones.ts';
import { showPhone } from '../phones/show-phone.ts';
import { wamid } from '../store/ids.ts';
import { contextOf, seconds } from '../webhooks/payloads.ts';
import type { World } from '../world.ts';
import { ControlError, flag } from './control.ts';
import type { ControlInput, ControlRoute } from './control.ts';

/** What a person does with a phone. */
export const phoneControls: ControlRoute[] = [
  {
    method: 'GET',
    path: '/_sandbox/phones',
    run: ({ world }) => ({ phones: listPhones(world).map((phone) => showPhone(world, phone)) }),
  },
  {
    method: 'GET',
    path: '/_sandbox/phones/:digits',
    run: ({ world }, input) => showPhone(world, knownPhone(world, input)),
  },
  {
    method: 'POST',
    path: '/_sandbox/phones/:digits/text',
    run: ({ world }, input) => {
      const { body, reply_to: replyTo } = input.body;
      if (typeof body !== 'string' || body === '') throw new ControlError(400, 'body must be a text.');
      const quoted = typeof replyTo === 'string' ? findMessage(world, replyTo) : undefined;
      if (replyTo !== undefined && !quoted) throw new ControlError(404, 'The quoted message does not exist.');
      const phone = writingPhone(world, input);
      const message: JsonObject = {
        type: 'text',
        text: { body },
        ...(quoted ? { context: contextOf(quoted.wamid) } : {}),
      };
      return write(world, phone, { type: 'text', content: { text: body }, message, context: quoted?.wamid });
    },
  },
  {
    method: 'POST',
    path: '/_sandbox/phones/:digits/age',
    run: ({ world }, input) => {
      const { seconds: by } = input.body;
      if (typeof by !== 'number' || by < 0) throw new ControlError(400, 'seconds must be a number.');
      const phone = knownPhone(world, input);
      // As though so much time had passed while they were under way.
      const aged = world.store.run(
        "UPDATE message SET at = at - ? WHERE digits = ? AND sender = 'business' AND state IN ('accepted', 'sent')",
        Math.round(by * 1000),
        phone.digits,
      );
      return { aged };
    },
  },
  { method: 'POST', path: '/_sandbox/phones/:digits/tap', run: ({ world }, input) => tap(world, input) },
  { method: 'POST', path: '/_sandbox/phones/:digits/pick', run: ({ world }, input) => pick(world, input) },
  { method: 'POST', path: '/_sandbox/phones/:digits/react', run: ({ world }, input) => react(world, input) },
  { method: 'POST', path: '/_sandbox/phones/:digits/open', run: ({ world }, input) => open(world, input) },
  { method: 'PUT', path: '/_sandbox/phones/:digits', run: ({ world }, input) => change(world, input) },
];

type Written = { type: string; content: MessageContent; message: JsonObject; context: string | undefined };

/** Stores, logs and tells what the owner wrote or tapped. */
function write(world: World, phone: Phone, written: Written): Json {
  const id = wamid(phone.digits, true);
  world.store.transaction(() => {
    keepMessage(world, {
      wamid: id,
      digits: phone.digits,
      sender: 'phone',
      type: written.type,
      content: written.content,
      state: 'delivered',
      context: written.context,
    });
    tellInbound(world, phone, { id, timestamp: seconds(Date.now()), ...written.message });
  });
  const payload = written.content.buttons?.[0]?.payload;
  world.acceptance.append('inbound', {
    wamid: id,
    from: `+${phone.digits}`,
    type: written.type,
    text: written.content.text,
    payload,
  });
  return { id };
}

function tap(world: World, input: ControlInput): Json {
  const { index } = input.body;
  const phone = writingPhone(world, input);
  const row = arrivedMessage(world, phone, input);
  const button = contentOf(row).buttons?.[Number(index)];
  if (!button) throw new ControlError(404, 'The message has no such button.');
  if (button.type === 'url') return { url: button.url ?? null };
  if (button.type !== 'quick_reply' && button.type !== 'reply') return {};
  const content = { text: button.text, buttons: [button] };
  return write(world, phone, {
    type: button.type === 'reply' ? 'interactive' : 'button',
    content,
    message: tapMessage(world, row, button),
    context: row.wamid,
  });
}

/** Chooses a line of a list; a phone lets its owner do so again, and differently. */
function pick(world: World, input: ControlInput): Json {
  const phone = writingPhone(world, input);
  const row = arrivedMessage(world, phone, input);
  const chosen = contentOf(row).list?.rows.find(({ id }) => id === input.body['row_id']);
  if (!chosen) throw new ControlError(404, 'The message has no such line to pick.');
  const bare = world.faults.takeWebhook(['without_context']).without_context === true;
  return write(world, phone, {
    type: 'interactive',
    content: { text: [chosen.title, chosen.description ?? []].flat().join('\n') },
    message: {
      ...(bare ? {} : { context: contextOf(row.wamid) }),
      type: 'interactive',
      interactive: { type: 'list_reply', list_reply: chosen },
    },
    context: row.wamid,
  });
}

/** Puts a sign on a message; an empty one takes it away, which Meta tells without `emoji`. */
function react(world: World, input: ControlInput): Json {
  const { emoji } = input.body;
  if (typeof emoji !== 'string') throw new ControlError(400, 'emoji must be a text, empty to take it away.');
  const phone = writingPhone(world, input);
  const row = arrivedMessage(world, phone, input);
  return write(world, phone, {
    type: 'reaction',
    content: { text: emoji },
    message: { type: 'reaction', reaction: { message_id: row.wamid, ...(emoji === '' ? {} : { emoji }) } },
    context: row.wamid,
  });
}

function arrivedMessage(world: World, phone: Phone, input: ControlInput): MessageRow {
  const { message_id: messageId } = input.body;
  const row = typeof messageId === 'string' ? findMessage(world, messageId) : undefined;
  if (!row || row.digits !== phone.digits || row.sender !== 'business')
    throw new ControlError(404, 'There is no such message on this phone.');
  if (row.delivered_at === null && row.read_at === null)
    throw new ControlError(409, 'The message has not arrived on this phone.');
  return row;
}

/** A template's quick reply comes as `button`, a reply button of a free message as `interactive`. */
function tapMessage(world: World, row: MessageRow, button: ContentButton): JsonObject {
  const bare = world.faults.takeWebhook(['without_context']).without_context === true;
  const context = bare ? {} : { context: contextOf(row.wamid) };
  if (button.type === 'reply') {
    return {
      ...context,
      type: 'interactive',
      interactive: { type: 'button_reply', button_reply: { id: button.payload ?? '', title: button.text } },
    };
  }
  return {
    ...context,
    type: 'button',
    button: { payload: button.payload ?? button.text, text: button.text },
  };
}

function open(world: World, input: ControlInput): Json {
  const phone = knownPhone(world, input);
  if (phone.online === 0) throw new ControlError(409, 'The phone is off.');
  return { read: world.store.transaction(() => openChat(world, phone)) };
}

function change(world: World, input: ControlInput): Json {
  const phone = ensurePhone(world, digitsOf(input));
  for (const key of ['online', 'on_whatsapp', 'share_number'] as const) {
    const value = flag(input.body[key], key);
    if (value !== undefined)
      world.store.run(`UPDATE phone SET ${key} = ? WHERE digits = ?`, value ? 1 : 0, phone.digits);
  }
  if (input.body['online'] === true) deliverWaiting(world, phone.digits);
  world.hints.tell({ topic: 'phones', digits: phone.digits });
  return showPhone(world, ensurePhone(world, phone.digits));
}

function writingPhone(world: World, input: ControlInput): Phone {
  const phone = ensurePhone(world, digitsOf(input));
  if (phone.online === 0) throw new ControlError(409, 'The phone is off.');
  if (phone.on_whatsapp === 0) throw new ControlError(409, 'The phone is not on WhatsApp.');
  return phone;
}

function knownPhone(world: World, input: ControlInput): Phone {
  const phone = findPhone(world, digitsOf(input));
  if (!phone) throw new ControlError(404, 'There is no such phone.');
  return phone;
}

function digitsOf({ params }: ControlInput): string {
  const digits = (params['digits'] ?? '').replace(/^\+/, '');
  if (!/^\d{7,15}$/.test(digits)) throw new ControlError(400, 'A phone is named by 7 to 15 digits.');
  return digits;
}
