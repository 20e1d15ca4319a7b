import { brand } from '../brand.ts';
import { businessId, findAccount, findPage, systemUserId } from '../stories/accounts.ts';
import { findLiveStory } from '../stories/stories.ts';
import type { World } from '../world.ts';
import { parseFields } from './fields.ts';
import type { FieldRequest } from './fields.ts';
import { badParameter, missingObject, unknownPath } from './graph-error.ts';
import { readInsights } from './insights-edge.ts';
import {
  accountsPage,
  business,
  businessNode,
  igUserNode,
  pageNode,
  pagesPage,
  storiesOf,
  storyNode,
} from './instagram-nodes.ts';
import { readMediaNode, removeMedia, uploadMedia } from './media-edge.ts';
import { findUsableMedia } from './media-store.ts';
import { sendMessage } from './messages-edge.ts';
import { selectFields } from './node-type.ts';
import {
  findContainer,
  createContainer,
  publishContainer,
  readContainer,
  readPublishingLimit,
} from './publishing-edges.ts';
import { ok } from './request.ts';
import type { GraphAnswer, GraphRequest } from './request.ts';
import type { SendLimits } from './send-limits.ts';
import { senderNode, subscribe, subscriptionOf, unsubscribe, wabaNode } from './sender-nodes.ts';
import { debugToken, refreshToken } from './token-edges.ts';
import { demandAccount, demandBusiness, demandWhatsApp, readGrant } from './token-grant.ts';
import {
  createTemplate,
  deleteTemplates,
  editTemplate,
  readTemplate,
  readTemplates,
} from './templates-edge.ts';
import { findTemplate } from './templates.ts';
import { continueUpload, startUpload } from './uploads-edge.ts';
import { usageHeaders } from './usage.ts';
import { appSubscriptions } from './app-subscriptions.ts';
import type { Handshakes } from '../webhooks/handshake.ts';

export type GraphContext = { world: World; limits: SendLimits; handshakes: Handshakes };
type Answer = GraphAnswer | Promise<GraphAnswer>;

/**
 * Answers one call by the kind of thing its first path part names.
 * @throws GraphError 100/33 or 2500 for what does not exist
 */
export function answerGraph(context: GraphContext, request: GraphRequest): Answer {
  const [id = '', edge, ...more] = request.path;
  const { world } = context;
  if (more.length > 0) throw unknownPath(`/${request.path.slice(2).join('/')}`);
  if (id === 'debug_token' && edge === undefined) return debugToken(world, request.params.get('input_token'));
  if (id === 'oauth' && edge === 'access_token') return refreshToken(world, request.params);
  if (request.token.kind === 'app' && id !== world.settings.appId && !id.startsWith('upload:')) {
    throw badParameter('A user access token is required to request this resource.', {
      code: 102,
      message: 'A user access token is required to request this resource.',
    });
  }
  const answer =
    answerForMe(world, request, id, edge) ??
    answerForInstagram(world, request, id, edge) ??
    answerForWhatsApp(context, request, id, edge) ??
    answerForApp(context, request, id, edge);
  if (answer) return answer;
  throw /^\d+$/.test(id) ? missingObject(id, request.method.toLowerCase()) : unknownPath(`/${id}`);
}

function answerForMe(
  world: World,
  request: GraphRequest,
  id: string,
  edge: string | undefined,
): Answer | undefined {
  if (id !== 'me' && id !== systemUserId && id !== businessId) return undefined;
  if (request.method !== 'GET') throw missingObject(id, request.method.toLowerCase());
  const asked = askedFor(request);
  const headers = usageHeaders(world, 'app');
  const grant = readGrant(world, request.token.text);
  if (id === businessId || edge === 'businesses') demandBusiness(grant);
  if (id === businessId) {
    if (edge === undefined) return ok(selectFields(world, businessNode, business, asked.fields), headers);
    if (edge === 'owned_pages')
      return ok(pagesPage(world, asked, { path: `${businessId}/owned_pages`, grant }), headers);
    if (edge === 'client_pages') return ok({ data: [] }, headers);
    if (edge === 'instagram_business_accounts' || edge === 'owned_instagram_accounts')
      return ok(accountsPage(world, asked, grant), headers);
    throw unknownPath(`/${edge}`);
  }
  if (edge === 'accounts') {
    // Without the permission the list is empty, and no refusal says why.
    if (!grant.scopes.includes('pages_show_list')) return ok({ data: [] }, headers);
    return ok(pagesPage(world, asked, { path: 'me/accounts', grant }), headers);
  }
  if (edge === 'businesses')
    return ok({ data: [selectFields(world, businessNode, business, asked.fields)] }, headers);
  if (edge === undefined)
    return ok({ id: systemUserId, name: grant.holder ?? `${brand.brand.name} alerts` }, headers);
  throw unknownPath(`/${edge}`);
}

function answerForInstagram(
  world: World,
  request: GraphRequest,
  id: string,
  edge: string | undefined,
): Answer | undefined {
  const user = findAccount(id);
  const asked = askedFor(request);
  const get = request.method === 'GET';
  if (user) {
    demandAccount(readGrant(world, request.token.text), user, { id, edge, method: request.method });
    const headers = usageHeaders(world, 'instagram', user.ig_user_id);
    if (get && edge === undefined) return ok(selectFields(world, igUserNode, user, asked.fields), headers);
    if (get && edge === 'stories') return ok(storiesOf(world, user, asked, request.version), headers);
    if (get && edge === 'media') return ok({ data: [] }, headers);
    if (get && edge === 'content_publishing_limit')
      return ok(readPublishingLimit(world, user, asked.fields), headers);
    if (edge === 'media') return createContainer(world, user, request);
    if (!get && edge === 'media_publish') return publishContainer(world, user, request);
    if (edge === 'subscribed_apps') return answerSubscription(world, request, id);
    throw edge === undefined ? missingObject(id, request.method.toLowerCase()) : unknownPath(`/${edge}`);
  }
  const page = findPage(id);
  if (page && get && edge === undefined)
    return ok(selectFields(world, pageNode, page, asked.fields), usageHeaders(world, 'app'));
  if (page && edge === 'subscribed_apps') return answerSubscription(world, request, id);
  const container = findContainer(world, id);
  if (container && get && edge === undefined) return ok(readContainer(container, asked.fields));
  const story = findLiveStory(world, id);
  if (!story) return undefined;
  const owner = findAccount(story.ig_user_id);
  if (owner) demandAccount(readGrant(world, request.token.text), owner, { id, edge, method: request.method });
  const headers = usageHeaders(world, 'instagram', story.ig_user_id);
  if (get && edge === undefined) return ok(selectFields(world, storyNode, story, asked.fields), headers);
  if (get && edge === 'insights') return { ...readInsights(story, request), headers };
  if (request.method === 'DELETE')
    throw badParameter('', { code: 10, message: '(#10) Insufficient permissions to access this data' });
  throw unknownPath(`/${edge ?? ''}`);
}

function answerForWhatsApp(
  context: GraphContext,
  request: GraphRequest,
  id: string,
  edge: string | undefined,
): Answer | undefined {
  const { world, limits } = context;
  const { method } = request;
  const asked = askedFor(request);
  if (id === brand.phone_number_id || id === brand.waba_id)
    demandWhatsApp(readGrant(world, request.token.text), { id, edge, method });
  if (id === brand.phone_number_id) {
    if (method === 'GET' && edge === undefined)
      return ok(selectFields(world, senderNode, { id }, asked.fields));
    if (method === 'POST' && edge === 'messages') return sendMessage(world, request, limits);
    if (method === 'POST' && edge === 'media') return uploadMedia(world, request);
    throw edge === undefined ? missingObject(id, method.toLowerCase()) : unknownPath(`/${edge}`);
  }
  if (id === brand.waba_id) return answerForWaba(world, request, edge, asked);
  const template = findTemplate(world, id);
  if (template && edge === undefined)
    return method === 'POST'
      ? editTemplate(world, template, request)
      : readTemplate(world, template, request);
  const media = findUsableMedia(world, id);
  if (media && edge === undefined)
    return method === 'DELETE' ? removeMedia(world, media, request) : readMediaNode(world, media, request);
  return undefined;
}

function answerForWaba(
  world: World,
  request: GraphRequest,
  edge: string | undefined,
  asked: FieldRequest,
): Answer {
  const { method } = request;
  if (edge === undefined && method === 'GET')
    return ok(selectFields(world, wabaNode, { id: brand.waba_id }, asked.fields));
  if (edge === 'phone_numbers' && method === 'GET')
    return ok({ data: [selectFields(world, senderNode, { id: brand.phone_number_id }, asked.fields)] });
  if (edge === 'subscribed_apps') return answerSubscription(world, request, brand.waba_id);
  if (edge === 'message_templates') {
    if (method === 'GET') return readTemplates(world, request);
    if (method === 'POST') return createTemplate(world, request);
    if (method === 'DELETE') return deleteTemplates(world, request);
  }
  throw edge === undefined ? missingObject(brand.waba_id, method.toLowerCase()) : unknownPath(`/${edge}`);
}

function answerForApp(
  { world, handshakes }: GraphContext,
  request: GraphRequest,
  id: string,
  edge: string | undefined,
): Answer | undefined {
  if (id.startsWith('upload:') && edge === undefined) return continueUpload(world, id, request);
  if (id !== world.settings.appId) return undefined;
  if (edge === 'uploads' && request.method === 'POST') return startUpload(world, request);
  if (edge === undefined && request.method === 'GET') return ok({ id, name: `${brand.brand.name} alerts` });
  if (edge === 'subscriptions' && request.method === 'GET')
    return appSubscriptions(world, handshakes, request);
  throw unknownPath(`/${edge ?? ''}`);
}

function answerSubscription(world: World, request: GraphRequest, id: string): GraphAnswer {
  const known = id === brand.waba_id ? 'messages' : request.params.get('subscribed_fields');
  if (request.method === 'POST') {
    if (!known) throw badParameter('The parameter subscribed_fields is required.');
    subscribe(world, id, known);
    return ok({ success: true });
  }
  if (request.method === 'DELETE') {
    unsubscribe(world, id);
    return ok({ success: true });
  }
  const app = {
    id: world.settings.appId,
    name: `${brand.brand.name} alerts`,
    link: 'https://www.facebook.com/games/?app_id=sandbox',
  };
  if (subscriptionOf(world, id) === undefined) return ok({ data: [] });
  return ok({
    data: [
      id === brand.waba_id
        ? { whatsapp_business_api_data: app }
        : { ...app, subscribed_fields: [subscriptionOf(world, id) ?? ''] },
    ],
  });
}

/** The call's own fields, limit and cursor, in the form nested edges have them. */
function askedFor(request: GraphRequest): FieldRequest {
  const text = request.params.get('fields');
  const modifiers: Record<string, string> = {};
  for (const key of ['limit', 'after', 'before']) {
    const value = request.params.get(key);
    if (value) modifiers[key] = value;
  }
  return { name: '', modifiers, fields: text ? parseFields(text) : undefined };
}
