import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSandbox } from '#tests/support/sandbox.ts';
import type { Sandbox } from '#tests/support/sandbox.ts';
import { graph } from './graph-call.ts';
import { startReceiver } from './webhook-receiver.ts';
import type { Receiver } from './webhook-receiver.ts';

let sandbox: Sandbox;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  sandbox = await startSandbox({ callbackUrl: receiver.url });
  await graph(sandbox, 'POST', `${sandbox.env.WHATSAPP_BUSINESS_ACCOUNT_ID}/subscribed_apps`);
});
afterAll(async () => {
  await sandbox.close();
  await receiver.close();
});

const send = (n: number) =>
  graph(sandbox, 'POST', `${sandbox.env.WHATSAPP_PHONE_NUMBER_ID}/messages`, {
    json: {
      messaging_product: 'whatsapp',
      to: `+1646555${String(1000 + n)}`,
      type: 'text',
      text: { body: 'Hello' },
    },
  });
const change = (field: string) =>
  receiver.received
    .flatMap(
      ({ text }) => (JSON.parse(text) as { entry: { changes: { field: string; value: unknown }[] }[] }).entry,
    )
    .flatMap(({ changes }) => changes)
    .find((each) => each.field === field)?.value;

it('the 251st person of a day is refused under TIER_250; the 250, and whoever wrote, are not', async () => {
  await sandbox.put('/_sandbox/sender', { tier: 'TIER_250', level: 'HIGH' });
  for (let n = 0; n < 250; n += 1) expect((await send(n)).status).toBe(200);
  const refused = await send(250);
  expect(refused.status).toBe(400);
  expect(refused.error).toMatchObject({ code: 131_048, message: expect.stringContaining('Spam rate limit') });
  expect((await send(7)).status).toBe(200);
  await sandbox.post('/_sandbox/phones/16465551250/text', { body: 'Hello back' });
  expect((await send(250)).status).toBe(200);
  expect(await sandbox.get('/_sandbox/sender')).toMatchObject({ tier: 'TIER_250', people: 250 });
  await sandbox.put('/_sandbox/sender', { tier: 'TIER_2K' });
  expect((await send(251)).status).toBe(200);
});

it('tells of a new limit, pace and quality by webhook, and by reading', async () => {
  await sandbox.put('/_sandbox/sender', { tier: 'TIER_UNLIMITED', quality: 'RED', level: 'HIGH' });
  await expect
    .poll(() => change('business_capability_update'), { timeout: 15_000 })
    .toMatchObject({ max_daily_conversations_per_business: expect.any(Number) });
  await expect
    .poll(() => change('phone_number_quality_update'), { timeout: 15_000 })
    .toMatchObject({ event: expect.any(String) });
  const fields = 'quality_rating,throughput,whatsapp_business_manager_messaging_limit';
  const read = await graph(sandbox, 'GET', sandbox.env.WHATSAPP_PHONE_NUMBER_ID, { params: { fields } });
  expect(read.body).toMatchObject({
    quality_rating: 'RED',
    throughput: { level: 'HIGH' },
    whatsapp_business_manager_messaging_limit: 'TIER_UNLIMITED',
  });
});

it('a fault with a share disturbs that share of the requests, evenly', async () => {
  await sandbox.post('/_sandbox/faults', { match: 'messages', fault: { status: 500, body: '', share: 0.5 } });
  const statuses: number[] = [];
  for (let n = 400; n < 408; n += 1)
    statuses.push(
      (
        await fetch(`${sandbox.url}/v26.0/${sandbox.env.WHATSAPP_PHONE_NUMBER_ID}/messages`, {
          method: 'POST',
        })
      ).status,
    );
  expect(statuses.filter((status) => status === 500)).toHaveLength(4);
  await sandbox.remove('/_sandbox/faults');
});
