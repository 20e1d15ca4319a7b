import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { GET, POST } from '#app/api/webhooks/whatsapp/route.ts';
import { env } from '#lib/env.ts';
import { webhookLimitBytes } from '#lib/webhooks/read-raw-body.ts';

const address = 'http://127.0.0.1:3000/api/webhooks/whatsapp';
const handshake = (parameters: Record<string, string>) =>
  GET(new Request(`${address}?${new URLSearchParams(parameters)}`));
const good = () => ({
  'hub.mode': 'subscribe',
  'hub.challenge': '1158201444',
  'hub.verify_token': env().META_WEBHOOK_VERIFY_TOKEN,
});
const post = (body: string, headers: Record<string, string> = {}) =>
  POST(new Request(address, { method: 'POST', body, headers }));

test('the handshake is answered with the challenge as plain text', async () => {
  const response = handshake(good());
  expect([response.status, await response.text()]).toEqual([200, '1158201444']);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
});

test.each<[string, Record<string, string>]>([
  ['another token', { 'hub.verify_token': 'wrong' }],
  ['no token', { 'hub.verify_token': '' }],
  ['another mode', { 'hub.mode': 'unsubscribe' }],
])('a handshake with %s is refused', async (_, change) => {
  const response = handshake({ ...good(), ...change });
  expect([response.status, await response.text()]).toEqual([403, '']);
});

test('a forged body gets 401 and one that is too large 413, before any database is asked', async () => {
  expect((await post('{}')).status).toBe(401);
  expect((await post('{}', { 'x-hub-signature': 'sha1=00' })).status).toBe(401);
  expect((await post('x'.repeat(webhookLimitBytes + 1))).status).toBe(413);
});

test('a signed body that is no JSON gets 400', async () => {
  const signature = `sha256=${createHmac('sha256', env().META_APP_SECRET).update('{').digest('hex')}`;
  expect((await post('{', { 'x-hub-signature-256': signature })).status).toBe(400);
});

test('while the database is away a good one gets 503, so that Meta repeats it', async () => {
  const signature = `sha256=${createHmac('sha256', env().META_APP_SECRET).update('{}').digest('hex')}`;
  expect((await post('{}', { 'x-hub-signature-256': signature })).status).toBe(503);
});
