import { z } from 'zod';
import { wireSeconds, wireText } from '#lib/meta/wire.ts';
import { completeParty, type Contact, contactOf, isNobody, party } from './read-party.ts';
import type { IgnoredItem, InboundContent, InboundItem, NumberChangedItem, Party } from './webhook-item.ts';

const messageWire = z.object({
  id: z.string().min(1),
  timestamp: wireSeconds,
  type: wireText.catch(null),
  from: wireText.catch(null),
  from_user_id: wireText.catch(null),
  context: z
    .object({ id: wireText.catch(null) })
    .nullish()
    .catch(null),
});

const text = z.object({ text: z.object({ body: z.string() }) });
const button = z.object({ button: z.object({ payload: wireText, text: wireText }) });
const reply = z.object({ id: z.string(), title: z.string() });
const interactive = z.object({
  interactive: z.discriminatedUnion('type', [
    z.object({ type: z.literal('button_reply'), button_reply: reply }),
    z.object({ type: z.literal('list_reply'), list_reply: reply }),
  ]),
});

const reaction = z.object({
  reaction: z.object({ message_id: wireText.catch(null), emoji: wireText.catch(null) }),
});

/** What a message's content stands under, for those that come without `type`. */
const contents = [
  'text',
  'button',
  'interactive',
  'image',
  'video',
  'audio',
  'document',
  'sticker',
  'location',
  'contacts',
  'reaction',
  'system',
];

const system = z.object({
  system: z.object({
    type: z.string(),
    wa_id: wireText.catch(null),
    new_wa_id: wireText.catch(null),
    user_id: wireText.catch(null),
    previous_user_id: wireText.catch(null),
  }),
});

/** `customer_…` is what the API of before Cloud called it. */
const changes = new Set(['user_changed_number', 'user_changed_user_id', 'customer_changed_number']);

/**
 * Reads one of `messages[]`. Source: whatsapp/webhooks/reference/messages.
 * @throws z.ZodError when id, time or type cannot be read, or the content of a
 * type that Storywire acts on; Error when nobody is named as the sender
 */
export function readInbound(
  json: unknown,
  contacts: readonly Contact[],
  phoneNumberId: string,
): InboundItem | NumberChangedItem | IgnoredItem {
  const wire = messageWire.parse(json);
  const known = party(wire.from, wire.from_user_id);
  const type = wire.type ?? contents.find((name) => Object.hasOwn(Object(json), name));
  if (type === undefined) throw new Error('has no type');
  if (type === 'system') return readSystem(json, known, wire.timestamp, phoneNumberId);
  const from = completeParty(known, contacts);
  if (isNobody(from)) throw new Error('names no sender');
  return {
    kind: 'inbound',
    wamid: wire.id,
    at: wire.timestamp,
    from,
    profileName: contactOf(known, contacts)?.profileName ?? null,
    content: readContent(type, json),
    replyTo: wire.context?.id ?? null,
    phoneNumberId,
  };
}

function readContent(type: string, json: unknown): InboundContent {
  if (type === 'text') return { type, body: text.parse(json).text.body };
  if (type === 'button') {
    const tap = button.parse(json).button;
    const label = tap.text ?? tap.payload ?? '';
    return { type, payload: tap.payload ?? label, text: label };
  }
  if (type === 'interactive') {
    const answer = interactive.safeParse(json).data?.interactive;
    // Forms and other newer answers have no meaning here.
    if (!answer) return { type: 'other', name: 'interactive' };
    return { type, ...(answer.type === 'button_reply' ? answer.button_reply : answer.list_reply) };
  }
  if (type === 'reaction') {
    const sign = reaction.safeParse(json).data?.reaction;
    return sign ? { type, wamid: sign.message_id, emoji: sign.emoji } : { type: 'other', name: type };
  }
  return { type: 'other', name: type };
}

function readSystem(
  json: unknown,
  known: Party,
  at: Date,
  phoneNumberId: string,
): NumberChangedItem | IgnoredItem {
  const { system: wire } = system.parse(json);
  if (!changes.has(wire.type))
    return { kind: 'ignored', field: 'messages', reason: 'system message without a new number' };
  const from = party(known.waId, wire.previous_user_id ?? known.userId);
  const to = party(wire.new_wa_id ?? wire.wa_id, wire.user_id);
  if (isNobody(from) || isNobody(to)) throw new Error('names no one whose number changed');
  return { kind: 'number_changed', at, from, to, phoneNumberId };
}
