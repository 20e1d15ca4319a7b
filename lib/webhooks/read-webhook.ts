import { z } from 'zod';
import { wireId } from '#lib/meta/wire.ts';
import { readInbound } from './read-inbound.ts';
import { readInsights } from './read-insights.ts';
import { type Contact, contactWire, party } from './read-party.ts';
import { readSenderChange } from './read-sender-change.ts';
import { readErrors, readStatus } from './read-status.ts';
import { readTemplateCategory, readTemplateQuality, readTemplateStatus } from './read-template-change.ts';
import type { UnreadableItem, WebhookItem } from './webhook-item.ts';

export type ReadWebhook = { items: WebhookItem[]; unknown: UnreadableItem[] };

/**
 * Reads the body of a webhook of either product: every entry, change, status
 * and message, each alone, so that one that cannot be read costs no other. Never
 * throws. What is odd is listed with its place and never with its contents,
 * which may be somebody's words.
 */
export function readWebhook(json: unknown): ReadWebhook {
  const result: ReadWebhook = { items: [], unknown: [] };
  const body = webhookWire.safeParse(json).data;
  if (!body)
    return { items: [], unknown: [{ where: 'body', reason: 'is not a webhook of WhatsApp or Instagram' }] };
  for (const [index, entryJson] of body.entry.entries()) {
    const where = `entry[${index}]`;
    const entry = attempt(result, where, () => entryWire.parse(entryJson));
    for (const [at, changeJson] of (entry?.changes ?? []).entries()) {
      readChange(result, `${where}.changes[${at}]`, body.object, entry?.id ?? '', changeJson);
    }
    if (entry && !entry.changes)
      result.items.push({ kind: 'ignored', field: 'messaging', reason: directMessages });
  }
  return result;
}

const webhookWire = z.object({
  object: z.enum(['whatsapp_business_account', 'instagram']),
  entry: z.array(z.unknown()),
});
const entryWire = z.object({ id: wireId.catch(''), changes: z.array(z.unknown()).optional() });
const changeWire = z.object({ field: z.string().min(1), value: z.unknown() });

/** Fields that are known and of no use, with the reason. */
const directMessages = 'direct messages on Instagram are not read';
const unread = new Map([
  ['messages', directMessages],
  ['user_id_update', 'withdrawn by Meta; the same news comes as a system message'],
]);

type Change = { result: ReadWebhook; where: string; entryId: string; field: string; value: unknown };

function readChange(
  result: ReadWebhook,
  where: string,
  object: string,
  entryId: string,
  json: unknown,
): void {
  const change = attempt(result, where, () => changeWire.parse(json));
  if (!change) return;
  const reader = readers[`${object}/${change.field}`];
  if (reader) return reader({ result, where, entryId, field: change.field, value: change.value });
  const reason = unread.get(change.field) ?? 'not a field that Storywire reads';
  result.items.push({ kind: 'ignored', field: change.field, reason });
}

const readers: Record<string, (change: Change) => void> = {
  'whatsapp_business_account/messages': readMessages,
  'whatsapp_business_account/message_template_status_update': single(({ value }) =>
    readTemplateStatus(value),
  ),
  'whatsapp_business_account/template_category_update': single(({ value }) => readTemplateCategory(value)),
  'whatsapp_business_account/message_template_quality_update': single(({ value }) =>
    readTemplateQuality(value),
  ),
  'whatsapp_business_account/phone_number_quality_update': single(({ field, entryId, value }) =>
    readSenderChange(field, entryId, value),
  ),
  'whatsapp_business_account/phone_number_name_update': single(({ field, entryId, value }) =>
    readSenderChange(field, entryId, value),
  ),
  'whatsapp_business_account/business_capability_update': single(({ field, entryId, value }) =>
    readSenderChange(field, entryId, value),
  ),
  'whatsapp_business_account/account_update': single(({ field, entryId, value }) =>
    readSenderChange(field, entryId, value),
  ),
  'whatsapp_business_account/account_review_update': single(({ field, entryId, value }) =>
    readSenderChange(field, entryId, value),
  ),
  'whatsapp_business_account/account_alerts': single(({ field, entryId, value }) =>
    readSenderChange(field, entryId, value),
  ),
  'instagram/story_insights': single(({ entryId, value }) => readInsights(entryId, value)),
};

/** A reader of changes that hold one thing each. */
function single(read: (change: Change) => WebhookItem): (change: Change) => void {
  return (change) => {
    const item = attempt(change.result, change.where, () => read(change));
    if (item) change.result.items.push(item);
  };
}

const messagesWire = z.object({
  metadata: z.object({ phone_number_id: wireId }),
  contacts: z.array(z.unknown()).nullish().catch(null),
  messages: z.array(z.unknown()).nullish(),
  statuses: z.array(z.unknown()).nullish(),
  errors: z.array(z.unknown()).nullish(),
});

/** The field `messages`: statuses, messages, or errors of the account, in one value or another. */
function readMessages({ result, where, entryId, field, value }: Change): void {
  const wire = attempt(result, where, () => messagesWire.parse(value));
  if (!wire) return;
  const contacts: Contact[] = (wire.contacts ?? []).flatMap((json) => {
    const contact = contactWire.safeParse(json).data;
    return contact
      ? { ...party(contact.wa_id, contact.user_id), profileName: contact.profile?.name ?? null }
      : [];
  });
  const before = result.items.length + result.unknown.length;
  const each = (list: unknown[] | null | undefined, name: string, read: (json: unknown) => WebhookItem) => {
    for (const [index, json] of (list ?? []).entries()) {
      const item = attempt(result, `${where}.${name}[${index}]`, () => read(json));
      if (item) result.items.push(item);
    }
  };
  each(wire.statuses, 'statuses', (json) => readStatus(json, contacts));
  each(wire.messages, 'messages', (json) => readInbound(json, contacts, wire.metadata.phone_number_id));
  for (const { code } of readErrors(wire.errors)) {
    result.items.push({
      kind: 'sender',
      field,
      wabaId: entryId,
      event: 'error',
      limit: null,
      errorCode: code,
    });
  }
  if (result.items.length + result.unknown.length === before) {
    result.items.push({ kind: 'ignored', field, reason: 'holds no message and no status' });
  }
}

/** Runs one reader; what it throws becomes a line in the list of unreadable items. */
function attempt<T>(result: ReadWebhook, where: string, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    result.unknown.push({ where, reason: reasonOf(error) });
    return undefined;
  }
}

/** Zod's issues name places and types and never repeat the value. */
function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues.map((issue) => `${issue.path.join('.') || 'it'}: ${issue.message}`).join('; ');
  }
  return error instanceof Error ? error.message : 'could not be read';
}
