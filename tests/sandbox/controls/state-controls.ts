import { brand } from '../brand.ts';
import type { Json } from '../json.ts';
import { endToken, endTokens, issueToken } from '../graph/token-edges.ts';
import { allScopes, giveWhatsApp, saveGrant } from '../graph/token-grant.ts';
import { announceMove, moveTemplate, rateTemplate, setTemplateStatus } from '../graph/templates-edge.ts';
import { listTemplates } from '../graph/templates.ts';
import type { TemplateStatus } from '../graph/templates.ts';
import { subscriptionOf } from '../graph/sender-nodes.ts';
import { ControlError, oneOf } from './control.ts';
import type { ControlRoute } from './control.ts';

/** The brand, the log, the state of everything, templates and tokens. */
export const stateControls: ControlRoute[] = [
  { method: 'GET', path: '/_sandbox/brand', run: () => brand },
  { method: 'GET', path: '/_sandbox/acceptance', run: ({ world }) => ({ facts: world.acceptance.read() }) },
  {
    method: 'GET',
    path: '/_sandbox/state',
    run: ({ world, handshakes }) => ({
      address: world.address,
      demo: world.settings.demo,
      callback_url: world.settings.callbackUrl ?? null,
      handshakes: handshakes.states as unknown as Json,
      subscribed: subscriptionOf(world, brand.waba_id) !== undefined,
      webhooks: world.webhooks.counts(),
      templates: listTemplates(world).map(({ id, name, language, status, category }) => ({
        id,
        name,
        language,
        status,
        category,
      })),
      faults: world.faults.list() as unknown as Json,
    }),
  },
  {
    method: 'POST',
    path: '/_sandbox/templates/:id/approve',
    run: ({ world }, { params }) => settle(setTemplateStatus(world, params['id'] ?? '', 'APPROVED', 'NONE')),
  },
  {
    method: 'POST',
    path: '/_sandbox/templates/:id/reject',
    run: ({ world }, { params, body }) =>
      settle(
        setTemplateStatus(
          world,
          params['id'] ?? '',
          'REJECTED',
          typeof body['reason'] === 'string' ? body['reason'] : 'INVALID_FORMAT',
        ),
      ),
  },
  {
    method: 'POST',
    path: '/_sandbox/templates/:id/pause',
    run: ({ world }, { params }) =>
      settle(setTemplateStatus(world, params['id'] ?? '', 'PAUSED' satisfies TemplateStatus, 'NONE')),
  },
  {
    method: 'POST',
    path: '/_sandbox/templates/:id/disable',
    run: ({ world }, { params }) => settle(setTemplateStatus(world, params['id'] ?? '', 'DISABLED', 'NONE')),
  },
  {
    method: 'POST',
    path: '/_sandbox/templates/:id/limit',
    run: ({ world }, { params }) =>
      settle(setTemplateStatus(world, params['id'] ?? '', 'LIMIT_EXCEEDED', 'NONE')),
  },
  {
    method: 'POST',
    path: '/_sandbox/templates/:id/category',
    run: ({ world }, { params, body }) => {
      const category = oneOf(body['category'], ['UTILITY', 'MARKETING'] as const, 'category') ?? 'MARKETING';
      const move = body['announce'] === true ? announceMove : moveTemplate;
      return settle(move(world, params['id'] ?? '', category));
    },
  },
  {
    method: 'POST',
    path: '/_sandbox/templates/:id/quality',
    run: ({ world }, { params, body }) => {
      const score = oneOf(body['score'], ['GREEN', 'YELLOW', 'RED', 'UNKNOWN'] as const, 'score') ?? 'RED';
      return settle(rateTemplate(world, params['id'] ?? '', score));
    },
  },
  {
    method: 'POST',
    path: '/_sandbox/tokens',
    run: ({ world }, { body }) => {
      const { lasts_seconds: lasts, without_scopes: without, accounts, app_id: appId, holder } = body;
      const foreign = body['without_whatsapp'] === true;
      const token = issueToken(world, typeof lasts === 'number' ? Date.now() + lasts * 1000 : 0);
      const missing = texts(without, 'without_scopes') ?? [];
      const reached = texts(accounts, 'accounts');
      saveGrant(world, token, {
        scopes: allScopes.filter((scope) => !missing.includes(scope)),
        ...(reached && { accounts: reached }),
        ...(foreign && { whatsapp: false }),
        ...(typeof appId === 'string' && { appId }),
        ...(typeof holder === 'string' && { holder }),
      });
      return { access_token: token };
    },
  },
  {
    method: 'PUT',
    path: '/_sandbox/tokens',
    run: ({ world }, { body }) => {
      const state = oneOf(body['state'], ['valid', 'expired', 'revoked'] as const, 'state');
      const token = body['access_token'];
      const without = body['without_whatsapp'];
      if (typeof token === 'string' && typeof without === 'boolean') {
        giveWhatsApp(world, token, !without);
        if (state === undefined) return { without_whatsapp: without };
      }
      if (state === undefined) throw new ControlError(400, 'state must be valid, expired or revoked.');
      if (typeof token !== 'string') endTokens(world, state);
      else if (!endToken(world, token, state)) throw new ControlError(404, 'There is no such token.');
      return { state };
    },
  },
  {
    method: 'PUT',
    path: '/_sandbox/callback',
    run: ({ world, handshakes }, { body }) => {
      const url = body['url'];
      if (typeof url !== 'string' || !/^https?:\/\//.test(url) || !URL.canParse(url))
        throw new ControlError(400, 'url must be the base address of the application.');
      handshakes.stop();
      world.settings.callbackUrl = url.replace(/\/+$/, '');
      handshakes.start();
      world.webhooks.start();
      return { callback_url: world.settings.callbackUrl };
    },
  },
];

/** @throws ControlError 400 unless absent or a list of texts */
function texts(value: Json | undefined, name: string): string[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || !value.every((each) => typeof each === 'string'))
    throw new ControlError(400, `${name} must be a list of texts.`);
  return value;
}

function settle(known: boolean): Json {
  if (!known) throw new ControlError(404, 'There is no such template.');
  return { done: true };
}
