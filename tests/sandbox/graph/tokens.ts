import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { World } from '../world.ts';
import { pages } from '../stories/accounts.ts';
import { GraphError, badParameter } from './graph-error.ts';

/** Whose token a call came with. */
export type GraphToken = { kind: 'system' | 'page' | 'app'; text: string; pageId?: string };

type TokenRow = { issued_at: number; expires_at: number; state: string };

/** What is known of a token that may or may not be good. `expiresAt` 0 means never. */
export type TokenState = {
  valid: boolean;
  kind: GraphToken['kind'];
  issuedAt: number;
  expiresAt: number;
  why?: GraphError;
  pageId?: string;
};

const noToken = (): GraphError =>
  new GraphError({
    code: 2500,
    message: 'An active access token must be used to query information about the current user.',
  });

/**
 * Finds and checks the token of a call: `Authorization: Bearer` only, since a token in an address ends in logs,
 * and with an `appsecret_proof` (Meta's "secure requests" guide) unless it is the app's own.
 * @throws GraphError as Meta refuses
 */
export function authorize(
  world: World,
  headers: IncomingHttpHeaders,
  params: URLSearchParams,
  options: { proof: boolean },
): GraphToken {
  if (params.has('access_token')) {
    throw new GraphError({
      code: 190,
      status: 401,
      message:
        'Invalid OAuth access token - this API takes it in the Authorization header only, never in an address or a form',
    });
  }
  const match = /^(?:Bearer|OAuth)\s+(\S+)$/.exec(headers.authorization ?? '');
  if (!match?.[1]) throw noToken();
  const token = checkToken(world, match[1]);
  if (options.proof && token.kind !== 'app') checkProof(world, token.text, params.get('appsecret_proof'));
  return token;
}

/** @throws GraphError 190 when the token is none of ours, has expired or was revoked */
export function checkToken(world: World, text: string): GraphToken {
  const state = tokenState(world, text);
  if (!state.valid) throw state.why ?? unparsable();
  return { kind: state.kind, text, ...(state.pageId ? { pageId: state.pageId } : {}) };
}

/** What `debug_token` tells of any text. */
export function tokenState(world: World, text: string): TokenState {
  const { settings, store } = world;
  if (same(text, `${settings.appId}|${settings.appSecret}`))
    return { valid: true, kind: 'app', issuedAt: 0, expiresAt: 0 };
  const page = pages().find((candidate) => same(text, pageToken(world, candidate.id)));
  if (page) return { valid: true, kind: 'page', issuedAt: 0, expiresAt: 0, pageId: page.id };
  const row = store.get<TokenRow>('SELECT issued_at, expires_at, state FROM token WHERE token = ?', text);
  if (!row && !same(text, settings.accessToken))
    return { valid: false, kind: 'system', issuedAt: 0, expiresAt: 0, why: unparsable() };
  const {
    issued_at: issuedAt,
    expires_at: expiresAt,
    state,
  } = row ?? { issued_at: 0, expires_at: 0, state: 'valid' };
  const known = { kind: 'system' as const, issuedAt, expiresAt };
  if (state === 'revoked') return { valid: false, ...known, why: revoked() };
  if (state === 'expired' || (expiresAt !== 0 && expiresAt <= Date.now()))
    return { valid: false, ...known, why: expired(expiresAt) };
  return { valid: true, ...known };
}

/** The token a Page hands out; derived, so that it stays the same. */
export function pageToken(world: World, pageId: string): string {
  return `EAAP${createHmac('sha256', world.settings.appSecret).update(`page:${pageId}`).digest('hex')}`;
}

/** @throws GraphError 100 when the proof is missing or was made with another secret or token */
export function checkProof(world: World, token: string, proof: string | null): void {
  if (proof === null)
    throw badParameter('API calls from the server require an appsecret_proof argument', {
      type: 'GraphMethodException',
    });
  const expected = createHmac('sha256', world.settings.appSecret).update(token).digest('hex');
  if (!same(proof, expected))
    throw badParameter('Invalid appsecret_proof provided in the API argument', {
      type: 'GraphMethodException',
    });
}

function same(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

function unparsable(): GraphError {
  return new GraphError({
    code: 190,
    status: 401,
    message: 'Invalid OAuth access token - Cannot parse access token',
  });
}

function expired(expiresAt: number): GraphError {
  const when = new Date(expiresAt || Date.now()).toUTCString();
  return new GraphError({
    code: 190,
    subcode: 463,
    status: 401,
    message: `Error validating access token: Session has expired on ${when}. The current time is ${new Date().toUTCString()}.`,
  });
}

function revoked(): GraphError {
  return new GraphError({
    code: 190,
    subcode: 460,
    status: 401,
    message:
      'Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.',
  });
}
