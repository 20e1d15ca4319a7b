import { createHmac, randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { webhookInbox } from '#db/schema.ts';
import { receiveWebhook, type Received } from '#lib/webhooks/commands.ts';
import { readRawBody, webhookLimitBytes } from '#lib/webhooks/read-raw-body.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.delete(webhookInbox);
  await database.db.execute(sql`delete from pgboss.job where name = 'webhooks.process'`);
});

const secret = 'the-present-secret';
const previous = 'the-secret-before';
const signed = (raw: Buffer, key = secret, algorithm = 'sha256') =>
  `${algorithm}=${createHmac(algorithm, key).update(raw).digest('hex')}`;
const body = (text = '{"object":"whatsapp_business_account","entry":[]}') => Buffer.from(text);
const receive = (raw: Buffer, signature: string | null): Promise<Received> =>
  receiveWebhook(database.db, { source: 'whatsapp', raw, signature, secrets: [secret, previous] });
const rows = () => database.db.$count(webhookInbox);
const jobs = async () =>
  (await database.db.execute(sql`select 1 from pgboss.job where name = 'webhooks.process'`)).length;

test('a signed body is recorded, sealed, with its job, and a repetition adds nothing', async () => {
  const raw = body('{"object":"x","secretword":"canary-in-body"}');
  expect(await receive(raw, signed(raw))).toBe('recorded');
  expect(await receive(raw, signed(raw))).toBe('repeated');
  const [row] = await database.db.select().from(webhookInbox);
  expect(row).toMatchObject({ source: 'whatsapp', processedAt: null, poison: null });
  expect(JSON.stringify(row)).not.toContain('canary-in-body');
  expect([await rows(), await jobs()]).toEqual([1, 1]);
});

test('during a rotation both secrets are good', async () => {
  const raw = body();
  expect(await receive(raw, signed(raw, previous))).toBe('recorded');
});

test('with escaped characters the bytes as they came are what counts', async () => {
  const raw = body('{"object":"x","name":"\\u00e4\\u00f6"}');
  expect(await receive(raw, signed(raw))).toBe('recorded');
});

describe('refused without a row', () => {
  test.each<[string, (raw: Buffer) => string | null]>([
    ['unsigned', () => null],
    ['empty', () => ''],
    ['with another secret', (raw) => signed(raw, 'wrong')],
    ['by SHA-1 only', (raw) => signed(raw, secret, 'sha1')],
    ['with the hash but no scheme', (raw) => signed(raw).slice('sha256='.length)],
    ['cut short', (raw) => signed(raw).slice(0, -1)],
    ['of another body', () => signed(body('{"object":"other"}'))],
  ])('%s', async (_, signature) => {
    const raw = body();
    expect(await receive(raw, signature(raw))).toBe('forged');
    expect([await rows(), await jobs()]).toEqual([0, 0]);
  });

  test('too large', async () => {
    const raw = Buffer.alloc(webhookLimitBytes + 1, 0x20);
    expect(await receive(raw, signed(raw))).toBe('too_large');
    expect(await rows()).toBe(0);
  });

  test('signed, and no JSON or no UTF-8', async () => {
    for (const raw of [body('{'), body(''), Buffer.from([0x22, 0xc3, 0x28, 0x22])]) {
      expect(await receive(raw, signed(raw))).toBe('malformed');
    }
    expect(await rows()).toBe(0);
  });

  test('hundreds of altered and random tries', async () => {
    const raw = body();
    const good = Buffer.from(signed(raw).slice(7), 'hex');
    for (let n = 0; n < 400; n += 1) {
      const altered = Buffer.from(good);
      const at = n % 32;
      altered[at] = (altered[at] ?? 0) ^ (1 << (n % 8));
      expect(await receive(raw, `sha256=${altered.toString('hex')}`)).toBe('forged');
      expect(await receive(Buffer.concat([raw, randomBytes(4)]), signed(raw))).toBe('forged');
    }
    expect(await rows()).toBe(0);
  });
});

test('a body is never read past the limit, whatever length it claims', async () => {
  let pulled = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(64 * 1024));
    },
  });
  const init = { method: 'POST', body: endless, duplex: 'half' };
  expect(await readRawBody(new Request('http://x/', init))).toBeUndefined();
  expect(pulled).toBeLessThan(60);
  expect(
    await readRawBody(
      new Request('http://x/', { method: 'POST', body: 'ab', headers: { 'content-length': '99999999' } }),
    ),
  ).toBeUndefined();
  expect(
    (await readRawBody(new Request('http://x/', { method: 'POST', body: 'äb' })))?.toString('utf8'),
  ).toBe('äb');
});
