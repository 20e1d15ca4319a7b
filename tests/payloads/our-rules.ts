import { z } from 'zod';
import { readAccountDraft, readPageAccount } from '#lib/instagram/account-draft.ts';
import { readStoryPage } from '#lib/instagram/story-page.ts';
import { readStoryDraft } from '#lib/instagram/story-draft.ts';
import { tokenDebugWire, tokenFacts } from '#lib/instagram/token-facts.ts';
import { createdAnswer, successAnswer } from '#lib/meta/answers.ts';
import { readBatch } from '#lib/meta/batch.ts';
import { classifyGraphError } from '#lib/meta/classify.ts';
import { codeText, readGraphError } from '#lib/meta/graph-error.ts';
import type { MetaOutcome } from '#lib/meta/outcome.ts';
import { graphPage, nextCursor } from '#lib/meta/paging.ts';
import { readUsage } from '#lib/meta/usage.ts';
import { readWebhook } from '#lib/webhooks/read-webhook.ts';
import { headerHandle } from '#lib/whatsapp/header-handle.ts';
import { readSendOutcome } from '#lib/whatsapp/send-outcome.ts';
import { readSenderDraft } from '#lib/whatsapp/sender-draft.ts';
import { readTemplateDraft, templateCreated } from '#lib/whatsapp/template-draft.ts';
import type { Rule } from './rule.ts';
import { webhookWords } from './webhook-words.ts';

const now = new Date('2026-11-23T00:00:00Z');
const answer = (json: unknown): MetaOutcome => ({ kind: 'answer', status: 200, headers: {}, json });
const fields = (json: unknown): Record<string, unknown> =>
  z.record(z.string(), z.unknown()).safeParse(json).data ?? {};
const has = (json: unknown, ...names: string[]) => names.every((name) => Object.hasOwn(fields(json), name));
const items = (json: unknown): unknown[] => graphPage.safeParse(json).data?.data ?? [];

const webhook: Rule = (json) => {
  if (!has(json, 'object', 'entry')) return undefined;
  const read = readWebhook(json);
  if (read.unknown.length > 0)
    throw new Error(read.unknown.map(({ where, reason }) => `${where}: ${reason}`).join('; '));
  // A webhook of which nothing is used is left to the other rules, for its reason.
  if (read.items.every((item) => item.kind === 'ignored')) return undefined;
  return `webhook: ${read.items.map(webhookWords).join('; ')}`;
};

const graphError: Rule = (json) => {
  const error = readGraphError(json);
  if (!error) return undefined;
  const { class: errorClass, key } = classifyGraphError(error);
  return `Graph error ${codeText(error)}, ${errorClass} (${key})`;
};

const batch: Rule = (json) => {
  if (!Array.isArray(json)) return undefined;
  const parts = readBatch(json, json.length) ?? [];
  const words = parts.map((part, index) => {
    if (part.kind === 'answer')
      return graphError(part.json) ?? `status ${part.status} with ${items(part.json).length} items`;
    if (json[index] !== null)
      throw new Error(part.kind === 'uncertain' ? part.reason : 'part of a batch is odd');
    return 'left out';
  });
  return `batch of ${parts.length}: ${words.join('; ')}`;
};

const usage: Rule = (json) => {
  const text = JSON.stringify(json);
  const app = has(json, 'call_count', 'total_time', 'total_cputime');
  const business = Object.values(fields(json));
  const isBusiness =
    business.length > 0 &&
    business.every((each) => Array.isArray(each) && each.every((one) => has(one, 'call_count')));
  if (!app && !isBusiness) return undefined;
  const read = readUsage({ [app ? 'x-app-usage' : 'x-business-use-case-usage']: text }, now);
  const until = read?.notBefore
    ? `, not before ${(read.notBefore.getTime() - now.getTime()) / 60_000} min`
    : '';
  return read && `usage header: ${read.percent} %${until}`;
};

const sendAnswer: Rule = (json) => {
  const outcome = readSendOutcome(answer(json), now);
  if (outcome.kind !== 'accepted') return undefined;
  const known = [outcome.waId === null ? [] : ['wa_id'], outcome.userId === null ? [] : ['user id']].flat();
  return `message accepted, id ${outcome.wamid.slice(0, 12)}…, recipient known by ${known.join(' and ') || 'nothing'}`;
};

const story: Rule = (json) => {
  const draft = readStoryDraft('0', json);
  if (!draft) return undefined;
  const media = draft.mediaUrl === null ? 'without media link' : 'with media link';
  return `story ${draft.mediaId}, ${draft.kind}, ${draft.postedAt.toISOString()}, ${media}`;
};

const stories: Rule = (json) => {
  const { listing, next } = readStoryPage('0', answer(json), now);
  if (!listing.ok || listing.stories.length === 0) return undefined;
  if (listing.unreadable > 0) throw new Error(`${listing.unreadable} stories of the list cannot be read`);
  return `list of ${listing.stories.length} stories${next === undefined ? '' : ', more to come'}`;
};

const accounts: Rule = (json) => {
  const list = items(json).length > 0 ? items(json) : [json];
  const isPages = list.some((each) => has(each, 'instagram_business_account'));
  if (!isPages && !list.every((each) => has(each, 'id', 'username') && !has(each, 'display_phone_number')))
    return undefined;
  const read = list.map(isPages ? readPageAccount : readAccountDraft);
  if (read.includes(undefined)) throw new Error('a page or account of the list cannot be read');
  return `${isPages ? 'Pages' : 'accounts'}: ${read.filter((each) => each !== null).length} Instagram accounts in ${read.length}`;
};

const token: Rule = (json) => {
  const parsed = tokenDebugWire.safeParse(json).data;
  if (!parsed) return undefined;
  const facts = tokenFacts(parsed);
  const until = facts.expiresAt?.toISOString() ?? 'never';
  return `token ${facts.valid ? 'valid' : 'not valid'}, expires ${until}, ${facts.scopes.length} scopes`;
};

const templates: Rule = (json) => {
  const list = items(json).length > 0 ? items(json) : [json];
  if (!list.every((each) => has(each, 'id', 'name', 'status', 'category'))) return undefined;
  const drafts = list.map(readTemplateDraft);
  if (drafts.includes(undefined)) throw new Error('a template of the list cannot be read');
  return `templates: ${drafts.map((draft) => `${draft?.name} ${draft?.status}`).join(', ')}`;
};

const submitted: Rule = (json) => {
  const created =
    has(json, 'category') && !has(json, 'name') ? templateCreated.safeParse(json).data : undefined;
  return created && `template submitted: ${created.id} is ${created.status}`;
};

const senders: Rule = (json) => {
  const list = items(json).length > 0 ? items(json) : [json];
  if (!list.every((each) => has(each, 'id', 'verified_name'))) return undefined;
  const drafts = list.map(readSenderDraft);
  if (drafts.includes(undefined)) throw new Error('a phone number of the list cannot be read');
  const words = drafts.map(
    (draft) => `quality ${draft?.quality ?? 'not told'}, ${draft?.messagesPerSecond}/s`,
  );
  return `WhatsApp sender: ${words.join('; ')}`;
};

const handle: Rule = (json) =>
  headerHandle.safeParse(json).success ? 'handle of a header example' : undefined;

const created: Rule = (json) => {
  const id = Object.keys(fields(json)).length === 1 ? createdAnswer.safeParse(json).data?.id : undefined;
  if (id === undefined) return undefined;
  return id.startsWith('upload:') ? 'upload session opened' : `made or uploaded: ${id}`;
};

const success: Rule = (json) =>
  successAnswer.safeParse(json).success && !has(json, 'message')
    ? 'done, as a subscription answers'
    : undefined;

const page: Rule = (json) => {
  const read = graphPage.safeParse(json).data;
  if (!read) return undefined;
  const next = nextCursor(read);
  if (read.data.length > 0 && next === undefined) return undefined;
  return `page of ${read.data.length} items, ${next === undefined ? 'the last' : 'more to come'}`;
};

/** In order: the more telling come first. */
export const ourRules: Rule[] = [
  webhook,
  graphError,
  batch,
  usage,
  sendAnswer,
  token,
  story,
  stories,
  templates,
  submitted,
  senders,
  accounts,
  handle,
  created,
  success,
  page,
];
