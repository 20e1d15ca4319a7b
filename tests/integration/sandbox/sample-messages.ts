import sharp from 'sharp';
import { expect } from 'vitest';
import type { Sandbox } from '#tests/support/sandbox.ts';
import { eventually } from '#tests/support/eventually.ts';
import { graph } from './graph-call.ts';

/** A small upright JPEG. */
export async function samplePicture(): Promise<Buffer> {
  return sharp({ create: { width: 90, height: 160, channels: 3, background: '#0f766e' } })
    .jpeg()
    .toBuffer();
}

/** Uploads a picture and returns its media id. */
export async function uploadPicture(sandbox: Sandbox, bytes: Buffer): Promise<string> {
  const multipart = new FormData();
  multipart.set('messaging_product', 'whatsapp');
  multipart.set('type', 'image/jpeg');
  multipart.set('file', new File([new Uint8Array(bytes)], 'a.jpg', { type: 'image/jpeg' }));
  const reply = await graph(sandbox, 'POST', `${sandbox.env.WHATSAPP_PHONE_NUMBER_ID}/media`, { multipart });
  expect(reply.body).toHaveProperty('id');
  return String(reply.body['id']);
}

/** Uploads an example picture for a template's review and returns its handle. */
export async function uploadExample(sandbox: Sandbox, bytes: Buffer): Promise<string> {
  const opened = await graph(sandbox, 'POST', `${sandbox.env.META_APP_ID}/uploads`, {
    params: { file_name: 'a.jpg', file_length: String(bytes.length), file_type: 'image/jpeg' },
  });
  const sent = await graph(sandbox, 'POST', String(opened.body['id']), {
    bytes,
    headers: { authorization: `OAuth ${sandbox.env.META_ACCESS_TOKEN}`, file_offset: '0' },
  });
  return String(sent.body['h']);
}

export type TemplateBody = {
  name: string;
  language: string;
  category: string;
  parameter_format?: string;
  message_send_ttl_seconds?: number;
  components: unknown[];
};

/** A template with a picture, two named blanks and two quick replies. */
export function sampleTemplate(handle: string, changes: Partial<TemplateBody> = {}): TemplateBody {
  return {
    name: 'story_alert',
    language: 'en_GB',
    category: 'utility',
    parameter_format: 'named',
    components: [
      { type: 'header', format: 'image', example: { header_handle: [handle] } },
      {
        type: 'body',
        text: 'New story from {{account}}, posted at {{time}} today.',
        example: {
          body_text_named_params: [
            { param_name: 'account', example: 'brand.de' },
            { param_name: 'time', example: '14:05' },
          ],
        },
      },
      {
        type: 'buttons',
        buttons: [
          { type: 'quick_reply', text: 'Seen' },
          { type: 'quick_reply', text: 'Mute' },
        ],
      },
    ],
    ...changes,
  };
}

/** Submits a template and waits for its approval. */
export async function approveTemplate(sandbox: Sandbox, template: TemplateBody): Promise<string> {
  const path = `${sandbox.env.WHATSAPP_BUSINESS_ACCOUNT_ID}/message_templates`;
  const created = await graph(sandbox, 'POST', path, { json: template });
  expect(created.body).toHaveProperty('id');
  const id = String(created.body['id']);
  await eventually(
    'the template is approved',
    async () =>
      (await graph(sandbox, 'GET', id, { params: { fields: 'status' } })).body['status'] === 'APPROVED',
  );
  return id;
}

/** A message made from the sample template. */
export function sampleMessage(to: string, mediaId: string, changes: Record<string, unknown> = {}) {
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to,
    type: 'template',
    biz_opaque_callback_data: `opaque-${to}`,
    template: {
      name: 'story_alert',
      language: { code: 'en_GB' },
      components: [
        { type: 'header', parameters: [{ type: 'image', image: { id: mediaId } }] },
        {
          type: 'body',
          parameters: [
            { type: 'text', parameter_name: 'account', text: '@brand.de' },
            { type: 'text', parameter_name: 'time', text: '14:05' },
          ],
        },
        {
          type: 'button',
          sub_type: 'quick_reply',
          index: '0',
          parameters: [{ type: 'payload', payload: 'seen:42' }],
        },
      ],
    },
    ...changes,
  };
}

/** Sends a message and returns the reply. */
export async function send(sandbox: Sandbox, json: unknown) {
  return graph(sandbox, 'POST', `${sandbox.env.WHATSAPP_PHONE_NUMBER_ID}/messages`, { json });
}

/** The wamid of an accepted message. */
export function wamidOf(reply: { body: Record<string, unknown> }): string {
  const [first] = reply.body['messages'] as { id: string }[];
  return first?.id ?? '';
}
