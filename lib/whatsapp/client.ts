import { FormData } from 'undici';
import { z } from 'zod';
import { createdAnswer, successAnswer } from '#lib/meta/answers.ts';
import { metaRequest } from '#lib/meta/client.ts';
import type { MetaConfig } from '#lib/meta/config.ts';
import { failed, readAnswer } from '#lib/meta/failure.ts';
import type { MetaFailure } from '#lib/meta/failure.ts';
import { graphPage, nextCursor } from '#lib/meta/paging.ts';
import { wireId } from '#lib/meta/wire.ts';
import { headerHandle } from './header-handle.ts';
import { readSendOutcome } from './send-outcome.ts';
import type { SendOutcome } from './send-outcome.ts';
import type { ListMessage } from './list-message.ts';
import { readSenderDraft, senderFields } from './sender-draft.ts';
import type { SenderDraft } from './sender-draft.ts';
import { templateSubmission } from './template-definition.ts';
import type { TemplateDefinition } from './template-definition.ts';
import { readTemplateDraft, templateCreated, templateFields } from './template-draft.ts';
import type { TemplateDraft } from './template-draft.ts';
import type { TemplateMessage } from './template-message.ts';
import type { TextMessage } from './text-message.ts';

/** A file on its way to Meta. */
export type UploadFile = { bytes: Uint8Array; mimeType: string; name: string };

/**
 * Sends one message, once.
 * @param options.beforeWrite called when the connection stands and nothing is
 * written yet, to look at the lease a last time; when it throws, nothing is sent
 * @param options.now by whose clock the moment is told until when Meta wants to be left alone
 */
export async function sendMessage(
  config: MetaConfig,
  phoneNumberId: string,
  body: TemplateMessage | TextMessage | ListMessage,
  { now = () => new Date(), ...options }: { beforeWrite?: () => void; now?: () => Date } = {},
): Promise<SendOutcome> {
  const path = `${encodeURIComponent(phoneNumberId)}/messages`;
  const outcome = await metaRequest(config, { method: 'POST', path, body: { json: body }, ...options });
  return readSendOutcome(outcome, now());
}

/**
 * Uploads a file, to be named by id in any number of messages of this sender
 * for 30 days. The type is given twice, since Meta's page and Meta's own example
 * disagree on where it belongs.
 */
export async function uploadMedia(
  config: MetaConfig,
  phoneNumberId: string,
  file: UploadFile,
): Promise<{ ok: true; id: string } | MetaFailure> {
  const multipart = new FormData();
  multipart.set('messaging_product', 'whatsapp');
  multipart.set('type', file.mimeType);
  multipart.set('file', new File([new Uint8Array(file.bytes)], file.name, { type: file.mimeType }));
  const path = `${encodeURIComponent(phoneNumberId)}/media`;
  const outcome = await metaRequest(config, { method: 'POST', path, body: { multipart } });
  const answer = readAnswer(outcome, createdAnswer, new Date());
  return answer.ok ? { ok: true, id: answer.data.id } : answer;
}

/** Meta allows 250 templates for an account, so the pages end soon. */
const maxPages = 10;

/** Every template of the account, with its present state. */
export async function listTemplates(
  config: MetaConfig,
  wabaId: string,
): Promise<{ ok: true; templates: TemplateDraft[] } | MetaFailure> {
  const templates: TemplateDraft[] = [];
  let after: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const outcome = await metaRequest(config, {
      method: 'GET',
      path: `${encodeURIComponent(wabaId)}/message_templates`,
      query: { fields: templateFields, limit: '100', ...(after && { after }) },
    });
    const answer = readAnswer(outcome, graphPage, new Date());
    if (!answer.ok) return answer;
    templates.push(...answer.data.data.flatMap((item) => readTemplateDraft(item) ?? []));
    after = nextCursor(answer.data);
    if (after === undefined) return { ok: true, templates };
  }
  return failed('unknown', `list did not end after ${maxPages} pages`);
}

/** Submits a template. The same name and language again fails with 100/2388024. */
export async function createTemplate(
  config: MetaConfig,
  wabaId: string,
  definition: TemplateDefinition,
): Promise<{ ok: true; metaId: string; status: string; category: string | null } | MetaFailure> {
  const path = `${encodeURIComponent(wabaId)}/message_templates`;
  const outcome = await metaRequest(config, {
    method: 'POST',
    path,
    body: { json: templateSubmission(definition) },
  });
  const answer = readAnswer(outcome, templateCreated, new Date());
  if (!answer.ok) return answer;
  const { id, status, category } = answer.data;
  return { ok: true, metaId: id, status: status.toUpperCase(), category: category?.toUpperCase() ?? null };
}

/**
 * Uploads the example that a template with a picture needs for its review:
 * opens an upload session of the app and sends the bytes into it.
 */
export async function uploadHeaderExample(
  config: MetaConfig,
  file: UploadFile,
): Promise<{ ok: true; handle: string } | MetaFailure> {
  const session = await metaRequest(config, {
    method: 'POST',
    path: `${encodeURIComponent(config.appId)}/uploads`,
    query: { file_name: file.name, file_length: String(file.bytes.byteLength), file_type: file.mimeType },
  });
  const opened = readAnswer(session, createdAnswer, new Date());
  if (!opened.ok) return opened;
  const outcome = await metaRequest(config, {
    method: 'POST',
    // `upload:…`, which is a path already and may bring a signature as its query.
    path: opened.data.id,
    scheme: 'OAuth',
    body: { bytes: file.bytes, headers: { 'content-type': file.mimeType, file_offset: '0' } },
  });
  const answer = readAnswer(outcome, headerHandle, new Date());
  return answer.ok ? { ok: true, handle: answer.data.h } : answer;
}

/** Reads the sender: its number, throughput and limit. On start and daily. */
export async function readSender(
  config: MetaConfig,
  phoneNumberId: string,
): Promise<{ ok: true; sender: SenderDraft } | MetaFailure> {
  const path = encodeURIComponent(phoneNumberId);
  const outcome = await metaRequest(config, { method: 'GET', path, query: { fields: senderFields } });
  const answer = readAnswer(outcome, z.unknown(), new Date());
  if (!answer.ok) return answer;
  const sender = readSenderDraft(answer.data);
  return sender ? { ok: true, sender } : failed('unknown', 'answer is not a phone number');
}

/** Subscribes the app to the account's webhooks. Safe to repeat. */
export async function subscribeApp(config: MetaConfig, wabaId: string): Promise<{ ok: true } | MetaFailure> {
  const path = `${encodeURIComponent(wabaId)}/subscribed_apps`;
  const outcome = await metaRequest(config, { method: 'POST', path });
  const answer = readAnswer(outcome, successAnswer, new Date());
  return answer.ok ? { ok: true } : answer;
}

/** One app that an account's webhooks go to; Meta wraps it once more for WhatsApp. */
const subscribedApp = z.object({ whatsapp_business_api_data: z.object({ id: wireId }) });

/** Whether the account's webhooks go to our app. Source: whatsapp-business-account/subscribed_apps. */
export async function isAppSubscribed(
  config: MetaConfig,
  wabaId: string,
): Promise<{ ok: true; subscribed: boolean } | MetaFailure> {
  const path = `${encodeURIComponent(wabaId)}/subscribed_apps`;
  const outcome = await metaRequest(config, { method: 'GET', path });
  const answer = readAnswer(outcome, graphPage, new Date());
  if (!answer.ok) return answer;
  const apps = answer.data.data.map(
    (app) => subscribedApp.safeParse(app).data?.whatsapp_business_api_data.id,
  );
  return { ok: true, subscribed: apps.includes(config.appId) };
}
