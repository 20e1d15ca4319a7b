import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '#tests/support/eventually.ts';
import { startSandbox } from '#tests/support/sandbox.ts';
import type { Sandbox } from '#tests/support/sandbox.ts';
import { graph } from './graph-call.ts';
import { send, wamidOf } from './sample-messages.ts';
import { startReceiver } from './webhook-receiver.ts';
import type { Receiver } from './webhook-receiver.ts';

let sandbox: Sandbox;
let receiver: Receiver;
let serial = 0;

beforeAll(async () => {
  receiver = await startReceiver();
  sandbox = await startSandbox({ callbackUrl: receiver.url });
});
afterAll(async () => {
  await sandbox.close();
  await receiver.close();
});
beforeEach(async () => {
  await sandbox.remove('/_sandbox/faults');
  receiver.answerWith(200);
});

const statuses = (wamid: string) => receiver.statusesOf(wamid).map(({ status }) => status);
const fault = (webhooks: object, times?: number) =>
  sandbox.post('/_sandbox/faults', { match: 'webhooks', ...(times ? { times } : {}), fault: { webhooks } });

/** A person who has written, so that free text reaches them. */
async function openNumber(): Promise<string> {
  const digits = `1718555${String(1000 + (serial += 1)).slice(-4)}`;
  await sandbox.post(`/_sandbox/phones/${digits}/text`, { body: 'Hi' });
  return digits;
}

async function sendText(digits: string): Promise<string> {
  return wamidOf(
    await send(sandbox, {
      messaging_product: 'whatsapp',
      to: `+${digits}`,
      type: 'text',
      text: { body: 'Hello' },
    }),
  );
}

describe('transport', () => {
  it('both addresses are verified with the token and a challenge', async () => {
    await eventually('both handshakes are done', () => receiver.handshakes.length >= 2);
    for (const query of receiver.handshakes) {
      expect(query.get('hub.mode')).toBe('subscribe');
      expect(query.get('hub.verify_token')).toBe(sandbox.env.META_WEBHOOK_VERIFY_TOKEN);
    }
    const state = await sandbox.get<{ handshakes: Record<string, { verified: boolean }> }>('/_sandbox/state');
    expect(state.handshakes).toMatchObject({ whatsapp: { verified: true }, instagram: { verified: true } });
  });

  it('is signed over the very bytes, which escape slashes and everything outside ASCII', async () => {
    const digits = await openNumber();
    await sandbox.post(`/_sandbox/phones/${digits}/text`, { body: 'Äpfel/Öl 👍 @a' });
    const webhook = await eventually('it came', () =>
      receiver.received.find(({ text }) => text.includes('pfel')),
    );
    expect(webhook.text).toContain(String.raw`\u00c4pfel\/\u00d6l \ud83d\udc4d @a`);
    expect(webhook.path).toBe('/api/webhooks/whatsapp');
    const signature = createHmac('sha256', sandbox.env.META_APP_SECRET).update(webhook.text).digest('hex');
    expect(webhook.headers['x-hub-signature-256']).toBe(`sha256=${signature}`);
  });

  it('is repeated with growing waits until it is answered with 200', async () => {
    const digits = await openNumber();
    receiver.answerWith(503);
    const from = receiver.received.length;
    await sandbox.post(`/_sandbox/phones/${digits}/text`, { body: 'anybody there' });
    const tries = () => receiver.received.slice(from).filter(({ text }) => text.includes('anybody there'));
    await eventually('it was tried three times', () => tries().length >= 3);
    receiver.answerWith(200);
    const [first, second, third] = tries();
    expect((third?.at ?? 0) - (second?.at ?? 0)).toBeGreaterThan((second?.at ?? 0) - (first?.at ?? 0));
    await eventually(
      'nothing waits any more',
      async () =>
        (await sandbox.get<{ webhooks: { waiting: number } }>('/_sandbox/state')).webhooks.waiting === 0,
    );
  });
});

describe('people', () => {
  it('carry number and user id, or the user id alone when they do not share their number', async () => {
    const digits = await openNumber();
    const { user_id: userId } = await sandbox.get<{ user_id: string }>(`/_sandbox/phones/${digits}`);
    await sandbox.put(`/_sandbox/phones/${digits}`, { share_number: false });
    await sandbox.post(`/_sandbox/phones/${digits}/text`, { body: 'private' });
    const hidden = await eventually('it came', () =>
      receiver.messages().find((message) => (message['text'] as { body?: string })?.body === 'private'),
    );
    expect(hidden).toMatchObject({ from_user_id: userId });
    expect(hidden).not.toHaveProperty('from');
    expect(
      receiver.messages().find((message) => message['from_user_id'] === userId && message['from'] === digits),
    ).toBeDefined();
  });
});

describe('faults', () => {
  it('repeats, and shuffles', async () => {
    const digits = await openNumber();
    await fault({ repeat: 3, shuffle: true });
    const wamid = await sendText(digits);
    await eventually('six came', () => statuses(wamid).length === 6);
    expect(statuses(wamid).toSorted()).toEqual([
      'delivered',
      'delivered',
      'delivered',
      'sent',
      'sent',
      'sent',
    ]);
  });

  it('holds until released', async () => {
    const digits = await openNumber();
    await fault({ hold: true });
    const wamid = await sendText(digits);
    await new Promise((resolve) => setTimeout(resolve, 1300));
    expect(statuses(wamid)).toEqual([]);
    await sandbox.remove('/_sandbox/faults');
    await sandbox.post('/_sandbox/webhooks/release');
    await eventually('both came', () => statuses(wamid).length === 2);
  });

  it('packs many statuses into one POST and loses none', async () => {
    const numbers = await Promise.all(Array.from({ length: 8 }, () => openNumber()));
    await fault({ batch: true });
    const wamids = await Promise.all(numbers.map((digits) => sendText(digits)));
    await eventually('all are delivered', () =>
      wamids.every((wamid) => statuses(wamid).includes('delivered') && statuses(wamid).includes('sent')),
    );
    expect(
      receiver.received.some(
        ({ text }) =>
          wamids.filter((wamid) => text.includes(wamid.replaceAll('/', String.raw`\/`))).length > 2,
      ),
    ).toBe(true);
  });

  it('tells `read` without `delivered`', async () => {
    const digits = await openNumber();
    await fault({ read_without_delivered: true }, 1);
    const wamid = await sendText(digits);
    await eventually('it is read', () => statuses(wamid).includes('read'));
    expect(statuses(wamid)).toEqual(['sent', 'read']);
  });

  it('tells `sent` before the sender has its answer', async () => {
    const digits = await openNumber();
    await fault({ status_before_answer: true }, 1);
    const wamid = await sendText(digits);
    expect(statuses(wamid)[0]).toBe('sent');
  });

  it('lets a message fail with any code', async () => {
    const digits = await openNumber();
    await fault({ fail: { code: 131049 } }, 1);
    const wamid = await sendText(digits);
    const failed = await eventually('it failed', () =>
      receiver.statusesOf(wamid).find(({ status }) => status === 'failed'),
    );
    expect(failed.errors?.[0]?.code).toBe(131049);
  });
});

describe('a story’s last figures', () => {
  it('are told on the other address, once subscribed', async () => {
    const account = '17841405055010003';
    await graph(sandbox, 'POST', `${account}/subscribed_apps`, {
      params: { subscribed_fields: 'story_insights' },
    });
    const almost = new Date(Date.now() - 24 * 60 * 60 * 1000 + 1500).toISOString();
    const { id } = await sandbox.post<{ id: string }>('/_sandbox/stories', {
      account: 'kilnbird.us',
      posted_at: almost,
    });
    const webhook = await eventually('they came', () =>
      receiver.received.find(({ path, text }) => path === '/api/webhooks/instagram' && text.includes(id)),
    );
    expect(JSON.parse(webhook.text)).toMatchObject({
      object: 'instagram',
      entry: [{ id: account, changes: [{ field: 'story_insights', value: { media_id: id } }] }],
    });
  });
});
