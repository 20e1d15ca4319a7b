import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createTemplate,
  listTemplates,
  readSender,
  sendMessage,
  subscribeApp,
  uploadHeaderExample,
  uploadMedia,
} from '#lib/whatsapp/client.ts';
import { textMessage } from '#lib/whatsapp/text-message.ts';
import { fixture } from '#tests/fixtures/fixture.ts';
import { sendJson, stubServer } from './stub-server.ts';
import type { Seen } from './stub-server.ts';

let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  await close?.();
  close = undefined;
});

async function stub(answer: (seen: Seen) => unknown, status = 200, headers: Record<string, string> = {}) {
  const server = await stubServer((seen, response) => sendJson(response, answer(seen), status, headers));
  close = server.close;
  return server;
}

const picture = {
  bytes: Buffer.from([0xff, 0xd8, 0xff, 0x00, 0x0d, 0x0a]),
  mimeType: 'image/jpeg',
  name: 'story.jpg',
};

describe('sending', () => {
  const hello = textMessage({ to: '+12025550111', body: 'Hello', opaqueId: 'v1.abc' });

  it('an accepted message brings its id, and the usage of the budget', async () => {
    const usage = JSON.stringify({ 1: [{ type: 'whatsapp', call_count: 55 }] });
    const { config } = await stub(() => fixture('whatsapp/send-accepted'), 200, {
      'x-business-use-case-usage': usage,
    });
    expect(await sendMessage(config, '5', hello)).toEqual({
      kind: 'accepted',
      wamid: 'wamid.FIXTUREout0001',
      waId: '12025550111',
      userId: null,
      usage: { percent: 55, notBefore: null },
    });
  });

  it('a refusal brings its numbers and Meta’s words', async () => {
    const { config } = await stub(() => fixture('graph/error-pair-rate'), 400);
    expect(await sendMessage(config, '5', hello)).toMatchObject({
      kind: 'refused',
      status: 400,
      code: 131056,
      details: 'Too many messages to this person.',
    });
  });
});

describe('uploads', () => {
  it('a picture goes as a form with its type given twice, byte for byte', async () => {
    const { config, seen } = await stub(() => fixture('whatsapp/media-uploaded'));
    expect(await uploadMedia(config, '5', picture)).toEqual({ ok: true, id: '300900100200300' });
    const [one] = seen;
    const form = await new Response(new Uint8Array(one?.body ?? []), {
      headers: { 'content-type': one?.headers['content-type'] ?? '' },
    }).formData();
    expect(one?.url.pathname).toBe('/v26.0/5/media');
    expect(form.get('messaging_product')).toBe('whatsapp');
    expect(form.get('type')).toBe('image/jpeg');
    const file = form.get('file');
    if (!(file instanceof File)) throw new Error('the form holds no file');
    expect(file).toMatchObject({ name: 'story.jpg', type: 'image/jpeg' });
    expect(Buffer.from(await file.arrayBuffer())).toEqual(picture.bytes);
  });

  it('a header example goes into a session of the app, whose signature stays in its address', async () => {
    const { config, seen } = await stub(({ url }) =>
      url.pathname.endsWith('/uploads')
        ? fixture('whatsapp/upload-session')
        : fixture('whatsapp/header-handle'),
    );
    expect(await uploadHeaderExample(config, picture)).toEqual({ ok: true, handle: '4::RklYVFVSRQ==' });
    const [opened, sent] = seen;
    expect(opened?.url.pathname).toBe('/v26.0/990000000000001/uploads');
    expect(Object.fromEntries(opened?.url.searchParams ?? [])).toMatchObject({
      file_name: 'story.jpg',
      file_length: '6',
      file_type: 'image/jpeg',
    });
    expect(sent?.url.pathname).toBe('/v26.0/upload:RklYVFVSRQ==');
    expect(sent?.url.searchParams.get('sig')).toBe('ARZfixture');
    expect(sent?.headers).toMatchObject({ authorization: 'OAuth EAAtoken', file_offset: '0' });
    expect(sent?.body).toEqual(picture.bytes);
  });

  it('a refused upload says why', async () => {
    const { config } = await stub(() => ({ error: { code: 131053, message: 'x' } }), 400);
    expect(await uploadMedia(config, '5', picture)).toMatchObject({ ok: false, errorCode: '131053' });
    expect(await uploadHeaderExample(config, picture)).toMatchObject({ ok: false, errorCode: '131053' });
  });
});

describe('templates', () => {
  it('are listed page by page', async () => {
    const { config } = await stub(({ url }) =>
      url.searchParams.has('after')
        ? { data: [{ id: '3', name: 'rollup_v1', status: 'PENDING' }] }
        : {
            ...(fixture('whatsapp/templates') as object),
            paging: { cursors: { after: 'P2' }, next: 'http://x.invalid/?after=P2' },
          },
    );
    const listed = await listTemplates(config, '7');
    expect(listed.ok && listed.templates.map(({ metaId }) => metaId)).toEqual([
      '300111222333444',
      '300111222333445',
      '3',
    ]);
  });

  it('a submission brings id and state; one that exists already is told by its number', async () => {
    const definition = {
      name: 'a',
      language: 'en',
      body: 'x',
      examples: [],
      quickReplies: [],
      ttlSeconds: 60,
    };
    const accepted = await stub(() => fixture('whatsapp/template-submitted'));
    expect(await createTemplate(accepted.config, '7', definition)).toEqual({
      ok: true,
      metaId: '300111222333444',
      status: 'PENDING',
      category: 'UTILITY',
    });
    await accepted.close();
    const { config } = await stub(() => fixture('graph/error-template-duplicate'), 400);
    expect(await createTemplate(config, '7', definition)).toMatchObject({
      ok: false,
      errorCode: '100/2388024',
    });
  });
});

it('the sender is read, and the app subscribed, with the proof of the secret', async () => {
  const { config, seen } = await stub(({ method }) =>
    fixture(method === 'GET' ? 'whatsapp/sender' : 'whatsapp/subscribed'),
  );
  expect(await readSender(config, '300500600700800')).toMatchObject({
    ok: true,
    sender: { messagesPerSecond: 1000 },
  });
  expect(await subscribeApp(config, '7')).toEqual({ ok: true });
  const proof = createHmac('sha256', 'app-secret').update('EAAtoken').digest('hex');
  for (const one of seen) expect(one.url.searchParams.get('appsecret_proof')).toBe(proof);
  expect(seen.map((one) => `${one.method} ${one.url.pathname}`)).toEqual([
    'GET /v26.0/300500600700800',
    'POST /v26.0/7/subscribed_apps',
  ]);
});
