import { asObject } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { startDelivery, sentStatus } from '../phones/delivery.ts';
import { findMessage, keepMessage } from '../phones/messages.ts';
import type { MessageContent, MessageRow } from '../phones/messages.ts';
import { windowIsOpen } from '../phones/phones.ts';
import { wamid as freshWamid } from '../store/ids.ts';
import type { World } from '../world.ts';
import { readFreeMessage } from './free-message.ts';
import { badParameter, cloudError } from './graph-error.ts';
import { fetchLink, findUsableMedia } from './media-store.ts';
import { checkPeople } from './people-limit.ts';
import { readRecipient } from './recipient.ts';
import type { Recipient } from './recipient.ts';
import { ok } from './request.ts';
import type { GraphAnswer, GraphRequest } from './request.ts';
import type { SendLimits } from './send-limits.ts';
import { readSenderState } from './sender-state.ts';
import { fillTemplate } from './template-parameters.ts';
import type { HeaderMedia } from './template-parameters.ts';
import { findTemplateByName } from './templates.ts';
import type { Template } from './templates.ts';

const keys = [
  'messaging_product',
  'recipient_type',
  'to',
  'recipient',
  'type',
  'context',
  'biz_opaque_callback_data',
  'status',
  'message_id',
  'typing_indicator',
];
const longestOpaque = 512;

type Order = {
  type: string;
  content: MessageContent;
  media: HeaderMedia | undefined;
  template: Template | undefined;
  parameters: JsonObject;
};

/** `POST /{phone-number-id}/messages`: accepts a message or refuses it as the Cloud API does. */
export async function sendMessage(
  world: World,
  request: GraphRequest,
  limits: SendLimits,
): Promise<GraphAnswer> {
  const message = request.json;
  if (!message) throw badParameter('The parameter messaging_product is required.');
  if (message['messaging_product'] !== 'whatsapp')
    throw badParameter('The parameter messaging_product is required and must be "whatsapp".');
  if (message['status'] !== undefined) return markAsRead(world, message);
  const type = message['type'] ?? 'text';
  if (typeof type !== 'string') throw badParameter('Param type must be a string.');
  const unknown = Object.keys(message).find((key) => key !== type && !keys.includes(key));
  if (unknown !== undefined) throw badParameter(`Unexpected key "${unknown}" on the message.`);
  const opaque = readOpaque(message['biz_opaque_callback_data']);
  const context = readContext(world, message['context']);
  const recipient = readRecipient(world, message);
  const order =
    type === 'template'
      ? readTemplateOrder(world, asObject(message['template']))
      : readFreeOrder(message, type);
  if (order.media?.id !== undefined) requireMedia(world, order.media);
  checkPeople(world, recipient.digits, recipient.phone !== undefined && windowIsOpen(recipient.phone));
  limits.check(recipient.digits, readSenderState(world).level);
  const problem = await laterProblem(world, order, recipient);
  const course = readCourse(world, recipient, problem);
  const row = accept(world, { order, recipient, opaque, context, course });
  if (course.early) await world.webhooks.tellNow('whatsapp', sentStatus(world, row));
  return ok({
    messaging_product: 'whatsapp',
    contacts: [recipient.contact],
    messages: [order.template ? { id: row.wamid, message_status: 'accepted' } : { id: row.wamid }],
  });
}

function readOpaque(value: Json | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw badParameter('Param biz_opaque_callback_data must be a string.');
  if (value.length > longestOpaque)
    throw badParameter(`Param biz_opaque_callback_data must be at most ${longestOpaque} characters long.`);
  return value;
}

function readContext(world: World, value: Json | undefined): string | undefined {
  if (value === undefined) return undefined;
  const id = asObject(value)?.['message_id'];
  if (typeof id !== 'string') throw badParameter("The parameter context['message_id'] is required.");
  if (!findMessage(world, id))
    throw cloudError(131_009, 'Parameter value is not valid', 'Context message id is unknown.');
  return id;
}

function readFreeOrder(message: JsonObject, type: string): Order {
  return { type, template: undefined, parameters: {}, ...readFreeMessage(message, type) };
}

function readTemplateOrder(world: World, given: JsonObject | undefined): Order {
  const name = given?.['name'];
  const language = asObject(given?.['language'])?.['code'];
  if (!given || typeof name !== 'string') throw badParameter("The parameter template['name'] is required.");
  if (typeof language !== 'string')
    throw badParameter("The parameter template['language']['code'] is required.");
  const template = findTemplateByName(world, name, language);
  if (template?.status === 'PAUSED')
    throw cloudError(132_015, 'Template is Paused', `Template (${name}) is paused and cannot be sent`);
  if (template?.status === 'DISABLED')
    throw cloudError(132_016, 'Template is Disabled', `Template (${name}) is disabled permanently`);
  if (!template || template.status !== 'APPROVED') {
    throw cloudError(
      132_001,
      'Template name does not exist in the translation',
      `template name (${name}) does not exist in ${language}`,
      404,
    );
  }
  const filled = fillTemplate(template, given['components']);
  return {
    type: 'template',
    content: filled.content,
    media: filled.headerMedia,
    template,
    parameters: filled.parameters,
  };
}

/** An id must have been uploaded, must not be older than 30 days and must be of the header's kind. */
function requireMedia(world: World, media: HeaderMedia): void {
  const found = media.id === undefined ? undefined : findUsableMedia(world, media.id);
  const fits = found && (media.kind === 'document' || found.mime_type.startsWith(`${media.kind}/`));
  if (!fits)
    throw cloudError(
      131_053,
      'Media upload error',
      `${media.kind}: media id ${media.id ?? ''} does not exist, has expired or is of another kind`,
    );
}

/** What Meta finds out only after it has said yes, told by webhook. */
async function laterProblem(world: World, order: Order, recipient: Recipient): Promise<number | undefined> {
  const { phone } = recipient;
  if (phone?.on_whatsapp === 0) return 131_026;
  if (!order.template && phone && !windowIsOpen(phone)) return 131_047;
  if (order.media?.link !== undefined) {
    const stored = await fetchLink(world, order.media.link, order.media.kind);
    if (stored === undefined) return 131_053;
    const header = order.content.header;
    if (header && header.kind !== 'text') header.media = stored;
  }
  return undefined;
}

type Course = { goesOn: boolean; failWith: number | undefined; early: boolean };
type Acceptance = {
  order: Order;
  recipient: Recipient;
  opaque: string | undefined;
  context: string | undefined;
  course: Course;
};

/** Stores the message and what is to become of it at once, then writes the log, all before anybody is answered. */
function accept(world: World, acceptance: Acceptance): MessageRow {
  const { order, course } = acceptance;
  const row = world.store.transaction(() => {
    const kept = keepOrder(world, acceptance);
    if (course.goesOn) startDelivery(world, kept, { failWith: course.failWith, alreadySent: course.early });
    return kept;
  });
  world.acceptance.append('accepted', acceptedFact(row, order.parameters));
  return row;
}

function keepOrder(world: World, { order, recipient, opaque, context }: Acceptance): MessageRow {
  const free = recipient.phone !== undefined && windowIsOpen(recipient.phone);
  const category = order.template?.category.toLowerCase() ?? 'service';
  return keepMessage(world, {
    wamid: freshWamid(recipient.digits, false),
    digits: recipient.digits,
    sender: 'business',
    type: order.type,
    content: order.content,
    state: 'accepted',
    opaque,
    pricing: {
      billable: !free,
      pricing_model: 'PMP',
      type: free ? 'free_customer_service' : 'regular',
      category,
    },
    byUserId: recipient.byUserId,
    context,
  });
}

/** The log's line of an accepted message; also used to complete the log after a kill. */
export function acceptedFact(row: MessageRow, parameters: JsonObject): JsonObject {
  const content = JSON.parse(row.content) as MessageContent;
  const header = content.header && content.header.kind !== 'text' ? content.header : undefined;
  return {
    wamid: row.wamid,
    to: `+${row.digits}`,
    opaque: row.opaque,
    type: row.type,
    template: content.template?.name,
    language: content.template?.language,
    params: parameters,
    header_media: header?.media ?? header?.link,
    text: content.text,
  };
}

/** How the message will go on, as far as it is known now. */
function readCourse(world: World, recipient: Recipient, problem: number | undefined): Course {
  if (!recipient.phone && !recipient.byUserId) return { goesOn: false, failWith: undefined, early: false };
  const fault = world.faults.takeWebhook(['fail', 'status_before_answer']);
  const failWith = fault.fail?.code ?? problem ?? (recipient.phone ? undefined : 131_026);
  return { goesOn: true, failWith, early: fault.status_before_answer === true && failWith === undefined };
}

function markAsRead(world: World, message: JsonObject): GraphAnswer {
  const id = message['message_id'];
  if (message['status'] !== 'read') throw badParameter('Param status must be one of {READ}.');
  const row = typeof id === 'string' ? findMessage(world, id) : undefined;
  if (!row || row.sender !== 'phone')
    throw cloudError(131_009, 'Parameter value is not valid', 'Message id is unknown.');
  world.store.run(
    "UPDATE message SET state = 'read', read_at = ? WHERE digits = ? AND sender = 'phone' AND n <= ? AND state <> 'read'",
    Date.now(),
    row.digits,
    row.n,
  );
  world.hints.tell({ topic: 'phones', digits: row.digits });
  return ok({ success: true });
}
