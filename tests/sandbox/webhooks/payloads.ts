import { brand } from '../brand.ts';
import type { Json, JsonObject } from '../json.ts';
import type { MessageRow } from '../phones/messages.ts';
import type { Phone } from '../phones/phones.ts';

/** The number of the sender as webhooks print it: digits only, as in most of Meta's examples. */
const displayNumber = brand.sender_number.replace(/\D/g, '');

/** Title and explanation of a failure, by number (Cloud API error codes). */
const failures: Record<number, { title: string; details: string }> = {
  130429: { title: 'Rate limit hit', details: 'Cloud API message throughput has been reached.' },
  131000: { title: 'Something went wrong', details: 'Message failed to send due to an unknown error.' },
  131026: { title: 'Message undeliverable', details: 'Message Undeliverable.' },
  131047: {
    title: 'Re-engagement message',
    details:
      'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
  },
  131049: {
    title: 'This message was not delivered to maintain healthy ecosystem engagement.',
    details: 'In order to maintain a healthy ecosystem engagement, the message failed to be delivered.',
  },
  131050: {
    title: 'User has stopped marketing messages',
    details: 'The recipient has chosen not to receive marketing messages.',
  },
  131053: { title: 'Media upload error', details: 'Downloading media from the given link failed.' },
  132015: { title: 'Template is paused', details: 'Template is paused due to low quality.' },
};

export type StatusName = 'sent' | 'delivered' | 'read' | 'failed';

/** One status of one message (webhook field `messages`). */
export function statusEntry(
  message: MessageRow,
  phone: Phone | undefined,
  status: StatusName,
  atMs: number,
): JsonObject {
  const failed = status === 'failed';
  const hidden = message.by_user_id === 1 && phone?.share_number === 0;
  const recipient = phone?.wa_id ?? message.digits;
  const contact: JsonObject = hidden
    ? { user_id: phone?.user_id }
    : failed
      ? { wa_id: recipient }
      : { wa_id: recipient, user_id: phone?.user_id };
  const value: JsonObject = {
    id: message.wamid,
    status,
    timestamp: seconds(atMs),
    recipient_id: hidden ? undefined : recipient,
    recipient_user_id: failed && !hidden ? undefined : phone?.user_id,
    biz_opaque_callback_data: message.opaque ?? undefined,
    pricing: pricingOf(message, status),
    errors: failed ? [errorOf(message.error_code ?? 131_000)] : undefined,
  };
  return messagesEntry({ contacts: [contact], statuses: [value] });
}

/** One message that a phone wrote. */
export function inboundEntry(phone: Phone, message: JsonObject, withNumber: boolean): JsonObject {
  const contact: JsonObject = {
    profile: { name: phone.name },
    wa_id: withNumber ? phone.wa_id : undefined,
    user_id: phone.user_id,
  };
  const from: JsonObject = { from: withNumber ? phone.wa_id : undefined, from_user_id: phone.user_id };
  return messagesEntry({ contacts: [contact], messages: [{ ...from, ...message }] });
}

type NamedTemplate = { id: string; name: string; language: string; category: string };

/** A template's new status (webhook field `message_template_status_update`); its id is a number here. */
export function templateEntry(template: NamedTemplate, event: string, reason: string): JsonObject {
  return templateChange('message_template_status_update', template, {
    event,
    reason,
    message_template_category: template.category,
  });
}

/** A template was put into another category (webhook field `template_category_update`). */
export function templateCategoryEntry(template: NamedTemplate, category: string): JsonObject {
  return templateChange('template_category_update', template, {
    previous_category: template.category,
    new_category: category,
  });
}

/** The same a day ahead: the new category is the present one, and the correct one is still to come. */
export function templateComingCategoryEntry(template: NamedTemplate, category: string): JsonObject {
  return templateChange('template_category_update', template, {
    correct_category: category,
    new_category: template.category,
    category_update_timestamp: Math.floor(Date.now() / 1000) + 24 * 60 * 60,
  });
}

/** A template's rating has changed (webhook field `message_template_quality_update`). */
export function templateQualityEntry(template: NamedTemplate, before: string, score: string): JsonObject {
  return templateChange('message_template_quality_update', template, {
    previous_quality_score: before,
    new_quality_score: score,
  });
}

function templateChange(field: string, template: NamedTemplate, value: JsonObject): JsonObject {
  const named = {
    message_template_id: Number(template.id),
    message_template_name: template.name,
    message_template_language: template.language,
  };
  return {
    id: brand.waba_id,
    time: Math.floor(Date.now() / 1000),
    changes: [{ value: { ...named, ...value }, field }],
  };
}

/** The portfolio's new messaging limit (webhook field `business_capability_update`); -1 is no limit. */
export function capabilityEntry(people: number): JsonObject {
  return {
    id: brand.waba_id,
    time: Math.floor(Date.now() / 1000),
    changes: [
      {
        value: {
          max_daily_conversations_per_business: people,
          max_phone_numbers_per_business: 25,
          max_phone_numbers_per_waba: 25,
        },
        field: 'business_capability_update',
      },
    ],
  };
}

/** Something new about the number: its throughput level or its quality (webhook field `phone_number_quality_update`). */
export function numberEntry(event: string, tier: string): JsonObject {
  return {
    id: brand.waba_id,
    time: Math.floor(Date.now() / 1000),
    changes: [
      {
        value: { display_phone_number: displayNumber, event, max_daily_conversations_per_business: tier },
        field: 'phone_number_quality_update',
      },
    ],
  };
}

/** The figures of a story's day, sent when it ends (Instagram webhook field `story_insights`). */
export function storyInsightsEntry(igUserId: string, values: JsonObject): JsonObject {
  return {
    id: igUserId,
    time: Math.floor(Date.now() / 1000),
    changes: [{ field: 'story_insights', value: values }],
  };
}

/** Who a reply's context names: the business's own number. */
export function contextOf(wamid: string): JsonObject {
  return { from: displayNumber, id: wamid };
}

/** Unix seconds as a text, as every timestamp of the `messages` field is. */
export function seconds(timeMs: number): string {
  return String(Math.floor(timeMs / 1000));
}

function messagesEntry(value: JsonObject): JsonObject {
  const metadata = { display_phone_number: displayNumber, phone_number_id: brand.phone_number_id };
  return {
    id: brand.waba_id,
    changes: [{ value: { messaging_product: 'whatsapp', metadata, ...value }, field: 'messages' }],
  };
}

/** Pricing comes with `sent` and with one of `delivered` and `read`. */
function pricingOf(message: MessageRow, status: StatusName): Json | undefined {
  const told =
    status === 'sent' || status === 'delivered' || (status === 'read' && message.delivered_at === null);
  return told && message.pricing !== null ? (JSON.parse(message.pricing) as Json) : undefined;
}

function errorOf(code: number): JsonObject {
  const known = failures[code] ?? {
    title: 'Something went wrong',
    details: 'Message failed to send due to an unknown error.',
  };
  return {
    code,
    title: known.title,
    message: known.title,
    error_data: { details: known.details },
    href: '/documentation/business-messaging/whatsapp/support/error-codes',
  };
}
