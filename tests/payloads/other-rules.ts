import { z } from 'zod';
import { wireInteger } from '#lib/meta/wire.ts';
import { readWebhook } from '#lib/webhooks/read-webhook.ts';
import type { Rule } from './rule.ts';

/** A kind that is none of ours: its shape, and why it is not. */
const kind =
  <T>(schema: z.ZodType<T>, words: (value: T) => string): Rule =>
  (json) => {
    const parsed = schema.safeParse(json);
    return parsed.success ? words(parsed.data) : undefined;
  };

const text = z.string().min(1);
const notYet = 'Storywire does not repost yet';
const whatsapp = { messaging_product: z.literal('whatsapp') };
const messageTypes =
  'text image video document audio sticker location contacts interactive template reaction'.split(' ');
const components = z.array(z.object({ type: text }));

const unusedWebhook: Rule = (json) => {
  const { items, unknown } = readWebhook(json);
  const reasons = items.flatMap((item) => (item.kind === 'ignored' ? [`${item.field}: ${item.reason}`] : []));
  if (unknown.length > 0 || items.length === 0 || reasons.length < items.length) return undefined;
  return `a webhook of which nothing is used: ${reasons.join('; ')}`;
};

export const otherRules: Rule[] = [
  unusedWebhook,

  // Requests: Storywire makes its own, and their shape is tested where they are made.
  kind(
    z.object({ ...whatsapp, to: text, type: z.enum(messageTypes).default('text') }),
    ({ type }) => `a request that sends a message (${type}); Storywire builds its own`,
  ),
  kind(
    z.object({ ...whatsapp, recipient_type: z.literal('individual'), type: z.enum(messageTypes) }),
    ({ type }) => `a request that sends a message (${type}) without a recipient; Storywire builds its own`,
  ),
  kind(
    z.object({ ...whatsapp, status: z.literal('read'), message_id: text }),
    () => 'a request that marks a message as read, which Storywire does not do',
  ),
  kind(
    z.object({ ...whatsapp, file: text }),
    () => 'a request that uploads a file; Storywire builds its own',
  ),
  kind(
    z.object({ category: text, components, language: text.optional(), id: z.undefined().optional() }),
    ({ category }) => `a request that submits or edits a template (${category}); Storywire builds its own`,
  ),
  kind(
    z.object({ override_callback_uri: text, verify_token: text }),
    () => 'a subscription with a callback of its own, which Storywire does not ask for',
  ),
  kind(z.strictObject({}), () => 'a request without parameters'),
  kind(z.strictObject({ pin: text }), () => 'the registration of a number, which is done on Meta’s pages'),

  // Answers to what Storywire does not ask, or not yet.
  kind(z.object({ status_code: text, id: text }), (value) => `a container, ${value.status_code}; ${notYet}`),
  kind(
    z.object({ data: z.array(z.object({ quota_usage: z.number() })).min(1) }),
    ({ data }) => `a publishing quota, ${data[0]?.quota_usage} used; ${notYet}`,
  ),
  kind(z.strictObject({ id: text, uri: text }), () => `a container for a resumable upload; ${notYet}`),
  kind(
    z.strictObject({ success: z.literal(true), message: text }),
    () => `a finished resumable upload; ${notYet}`,
  ),
  kind(
    z.object({ debug_info: z.object({ type: text }) }),
    ({ debug_info: { type } }) => `a failed resumable upload (${type}); ${notYet}`,
  ),
  kind(
    z.object({ data: z.array(z.object({ name: text, period: text, values: z.array(z.unknown()) })).min(1) }),
    ({ data }) =>
      `insights (${data.map(({ name }) => name).join(', ')}), which Storywire does not ask for; the final ones come by webhook`,
  ),
  kind(
    z.object({ access_token: text, token_type: text, expires_in: wireInteger }),
    (value) =>
      `a renewed token, good for ${Math.floor(value.expires_in / 86_400)} days; Storywire does not renew tokens`,
  ),
  kind(
    z.object({ url: text, mime_type: text, file_size: wireInteger }),
    (value) =>
      `the link of a file that somebody sent (${value.mime_type}, ${value.file_size} bytes), which Storywire does not read`,
  ),
  kind(
    z.strictObject({ url: text }),
    () => 'the link of a file that somebody sent, which Storywire does not read',
  ),
  kind(
    z.object({ data: z.array(z.object({ whatsapp_business_api_data: z.object({ id: text }) })).min(1) }),
    ({ data }) => `${data.length} apps subscribed to an account, which Storywire does not list`,
  ),
  kind(
    z.object({ id: text, name: text, timezone_id: text }),
    () => 'a WhatsApp business account, which Storywire does not read',
  ),
  kind(
    z.object({ data: z.array(z.object({ ...whatsapp, about: z.string() })).min(1) }),
    () => 'a business profile, which Storywire does not read',
  ),
  kind(
    z.object({ data: z.array(z.strictObject({ id: text })).min(1) }),
    ({ data }) => `a list of ${data.length} ids alone; Storywire always asks for fields`,
  ),
  kind(
    z.object({ data: z.array(z.object({ id: text, media_product_type: text })).min(1) }),
    ({ data }) => `a list of ${data.length} media with other fields than Storywire asks for`,
  ),
  kind(
    z.object({ id: text, media_product_type: text, permalink: text }),
    () => 'a media node with other fields than Storywire asks for',
  ),
];
