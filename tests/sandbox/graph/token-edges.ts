import { randomBytes } from 'node:crypto';
import { brand } from '../brand.ts';
import { accounts, pages, systemUserId } from '../stories/accounts.ts';
import type { JsonObject } from '../json.ts';
import type { World } from '../world.ts';
import { GraphError, badParameter } from './graph-error.ts';
import { ok } from './request.ts';
import type { GraphAnswer } from './request.ts';
import { readGrant, reaches } from './token-grant.ts';
import type { TokenGrant } from './token-grant.ts';
import { checkToken, tokenState } from './tokens.ts';

const sixtyDaysMs = 60 * 24 * 60 * 60 * 1000;

/** `GET /debug_token?input_token=…` asked with the app's token. */
export function debugToken(world: World, input: string | null): GraphAnswer {
  if (!input) throw badParameter('The parameter input_token is required', { type: 'OAuthException' });
  const state = tokenState(world, input);
  const grant = readGrant(world, input);
  // An app looks into its own tokens alone.
  if (grant.appId !== undefined && grant.appId !== world.settings.appId)
    throw badParameter('The App_id in the input_token did not match the Viewing App', {
      type: 'OAuthException',
    });
  const data: JsonObject = {
    app_id: world.settings.appId,
    type: state.kind === 'page' ? 'PAGE' : state.kind === 'app' ? 'APP' : 'SYSTEM_USER',
    application: `${brand.brand.name} alerts`,
    data_access_expires_at: 0,
    expires_at: Math.floor(state.expiresAt / 1000),
    is_valid: state.valid,
    issued_at: Math.floor(state.issuedAt / 1000) || undefined,
    scopes: grant.scopes,
    granular_scopes: granularScopes(grant),
    user_id: systemUserId,
  };
  if (state.valid) return ok({ data });
  const { fault } = state.why ?? new GraphError({ code: 190, message: 'Invalid OAuth access token.' });
  const error = { code: fault.code, message: fault.message, subcode: fault.subcode };
  return ok({ data: { error, is_valid: false, scopes: [] } });
}

/** `GET /oauth/access_token?grant_type=fb_exchange_token`: a new token for sixty days; the old one stays good. */
export function refreshToken(world: World, params: URLSearchParams): GraphAnswer {
  if (params.get('client_id') !== world.settings.appId)
    throw badParameter('Error validating application. Cannot get application info due to a system error.', {
      code: 101,
    });
  if (params.get('client_secret') !== world.settings.appSecret)
    throw badParameter('Error validating client secret.', {
      code: 1,
      message: 'Error validating client secret.',
    });
  if (params.get('grant_type') !== 'fb_exchange_token')
    throw badParameter('Param grant_type must be fb_exchange_token.');
  const old = params.get('fb_exchange_token');
  if (!old) throw badParameter('The parameter fb_exchange_token is required.');
  checkToken(world, old);
  const lasts = params.get('set_token_expires_in_60_days') === 'true' ? sixtyDaysMs : 0;
  const token = issueToken(world, lasts === 0 ? 0 : Date.now() + lasts);
  return ok({
    access_token: token,
    token_type: 'bearer',
    expires_in: lasts === 0 ? undefined : lasts / 1000,
  });
}

/** Makes a system user token; `expiresAt` 0 means never. */
export function issueToken(world: World, expiresAt: number): string {
  const token = `EAAS${randomBytes(60).toString('hex')}`;
  world.store.run(
    "INSERT INTO token (token, issued_at, expires_at, state) VALUES (?, ?, ?, 'valid')",
    token,
    Date.now(),
    expiresAt,
  );
  return token;
}

/** Ends one token: `expired` answers 190/463, `revoked` 190/460. @returns whether it is known */
export function endToken(world: World, token: string, state: 'expired' | 'revoked' | 'valid'): boolean {
  const known = world.store.get('SELECT token FROM token WHERE token = ?', token) !== undefined;
  if (known) world.store.run('UPDATE token SET state = ? WHERE token = ?', state, token);
  return known;
}

/** Ends every token given out so far, the first one included: `expired` answers 190/463, `revoked` 190/460. */
export function endTokens(world: World, state: 'expired' | 'revoked' | 'valid'): void {
  world.store.run(
    "INSERT INTO token (token, issued_at, expires_at, state) VALUES (?, 0, 0, 'valid') ON CONFLICT (token) DO NOTHING",
    world.settings.accessToken,
  );
  world.store.run('UPDATE token SET state = ?', state);
}

function granularScopes(grant: TokenGrant): JsonObject[] {
  const instagram = accounts()
    .filter((user) => reaches(grant, user))
    .map((user) => user.ig_user_id);
  const pageIds = pages()
    .filter((page) => reaches(grant, page.account))
    .map((page) => page.id);
  return grant.scopes.map((scope) => {
    if (scope.startsWith('instagram')) return { scope, target_ids: instagram };
    if (scope.startsWith('pages')) return { scope, target_ids: pageIds };
    if (scope.startsWith('whatsapp'))
      return { scope, target_ids: grant.whatsapp === false ? [] : [brand.waba_id] };
    return { scope };
  });
}
