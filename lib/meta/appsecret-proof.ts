import { createHmac } from 'node:crypto';

/**
 * Proves to Meta that the caller of a token knows the app's secret: lower-case
 * hex HMAC-SHA256 of the token. Apps may demand it, so it is always sent.
 * Source: docs/graph-api/guides/secure-requests.
 */
export function appsecretProof(accessToken: string, appSecret: string): string {
  return createHmac('sha256', appSecret).update(accessToken).digest('hex');
}
