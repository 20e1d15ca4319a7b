import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { JsonObject } from '../json.ts';
import type { World } from '../world.ts';
import { signatureHeader, webhookBody } from './webhook-json.ts';
import type { Channel } from './webhooks.ts';

const answerWithinMs = 10_000;
const agents = {
  'http:': new HttpAgent({ keepAlive: true, maxSockets: 16 }),
  'https:': new HttpsAgent({ keepAlive: true, maxSockets: 16 }),
};
const objects = { whatsapp: 'whatsapp_business_account', instagram: 'instagram' } as const;

/** Where Storywire listens for a channel's webhooks. */
export function callbackAddress(callbackUrl: string, channel: Channel): URL {
  return new URL(`${callbackUrl}/api/webhooks/${channel}`);
}

/** Posts entries, signed over the very bytes that go out. Answers undefined after a 200 and else why not. */
export async function postWebhook(
  world: World,
  channel: Channel,
  entries: JsonObject[],
): Promise<string | undefined> {
  const { callbackUrl, appSecret } = world.settings;
  if (callbackUrl === undefined) return 'no callback address';
  const body = webhookBody({ object: objects[channel], entry: entries });
  const address = callbackAddress(callbackUrl, channel);
  const secure = address.protocol === 'https:';
  return new Promise((resolve) => {
    const request = (secure ? httpsRequest : httpRequest)(address, {
      method: 'POST',
      agent: secure ? agents['https:'] : agents['http:'],
      timeout: answerWithinMs,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'facebookexternalua',
        'x-hub-signature-256': signatureHeader(body, appSecret),
      },
    });
    request.on('response', (response) => {
      response.on('error', (error) => resolve(error.message));
      response.on('end', () =>
        resolve(response.statusCode === 200 ? undefined : `answered ${response.statusCode ?? 0}`),
      );
      response.resume();
    });
    request.on('timeout', () => request.destroy(new Error('no answer in time')));
    request.on('error', (error) => resolve(error.message || 'connection failed'));
    request.end(body);
  });
}

/** Ends the kept connections, so that the process may end. */
export function closeWebhookConnections(): void {
  agents['http:'].destroy();
  agents['https:'].destroy();
}
