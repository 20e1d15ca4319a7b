import { createHmac } from 'node:crypto';
import { request } from 'undici';

/** What Meta's signature of a body looks like. */
export const signature = (
  raw: string | Buffer,
  secret: string,
  algorithm: 'sha256' | 'sha1' = 'sha256',
): string => `${algorithm}=${createHmac(algorithm, secret).update(raw).digest('hex')}`;

/**
 * Posts a webhook with just these headers.
 * @returns the status; 0 when the connection was cut instead of an answer
 */
export async function postWebhook(
  webUrl: string,
  raw: string | Buffer,
  headers: Record<string, string>,
): Promise<number> {
  try {
    const { statusCode, body } = await request(`${webUrl}/api/webhooks/whatsapp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: raw,
    });
    await body.dump();
    return statusCode;
  } catch {
    return 0;
  }
}
