import { createHash, randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox } from '#tests/support/sandbox.ts';
import type { Sandbox } from '#tests/support/sandbox.ts';
import { graph } from './graph-call.ts';
import { samplePicture, uploadPicture } from './sample-messages.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

type Upload = {
  bytes: Uint8Array | string;
  type?: string;
  partType?: string;
  product?: string | null;
  field?: string;
};

async function upload({ bytes, type, partType, product = 'whatsapp', field = 'file' }: Upload) {
  const multipart = new FormData();
  if (product !== null) multipart.set('messaging_product', product);
  if (type !== undefined) multipart.set('type', type);
  multipart.set(
    field,
    new File([new Uint8Array(Buffer.from(bytes))], 'a', { type: partType ?? type ?? 'image/jpeg' }),
  );
  return graph(sandbox, 'POST', `${sandbox.env.WHATSAPP_PHONE_NUMBER_ID}/media`, { multipart });
}

describe('uploading', () => {
  it('a JPEG gets an id, tells its checksum, and is had with the token only', async () => {
    const bytes = await samplePicture();
    const id = await uploadPicture(sandbox, bytes);
    const { body } = await graph(sandbox, 'GET', id);
    expect(body).toMatchObject({
      messaging_product: 'whatsapp',
      id,
      mime_type: 'image/jpeg',
      file_size: String(bytes.length),
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    const url = String(body['url']);
    expect((await fetch(url)).status).toBe(401);
    const file = await fetch(url, { headers: { authorization: `Bearer ${sandbox.env.META_ACCESS_TOKEN}` } });
    expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
    expect(
      (
        await fetch(url.replace(/ext=\d+/, 'ext=1'), {
          headers: { authorization: `Bearer ${sandbox.env.META_ACCESS_TOKEN}` },
        })
      ).status,
    ).toBe(404);
  });

  it('a deleted id is gone', async () => {
    const id = await uploadPicture(sandbox, await samplePicture());
    expect((await graph(sandbox, 'DELETE', id)).body).toEqual({ success: true });
    expect((await graph(sandbox, 'GET', id)).error).toMatchObject({ code: 100, error_subcode: 33 });
  });

  it('refuses a form that is not complete', async () => {
    const bytes = await samplePicture();
    expect((await upload({ bytes, type: 'image/jpeg', product: null })).error).toMatchObject({ code: 100 });
    expect((await upload({ bytes, type: 'image/jpeg', field: 'picture' })).error).toMatchObject({
      code: 100,
    });
    expect((await upload({ bytes, type: 'image/jpeg', partType: 'image/png' })).error).toMatchObject({
      code: 100,
    });
    expect(
      (
        await graph(sandbox, 'POST', `${sandbox.env.WHATSAPP_PHONE_NUMBER_ID}/media`, {
          json: { messaging_product: 'whatsapp' },
        })
      ).error,
    ).toMatchObject({ code: 100 });
  });

  it('refuses with 131053 what is too big, of a type it does not take, or not what it says', async () => {
    const picture = sharp({ create: { width: 20, height: 20, channels: 3, background: '#fff' } });
    const noise = await sharp(randomBytes(2000 * 1100 * 3), {
      raw: { width: 1100, height: 2000, channels: 3 },
    })
      .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
      .toBuffer();
    expect(noise.length).toBeGreaterThan(5 * 1024 * 1024);
    const refused: Upload[] = [
      { bytes: noise, type: 'image/jpeg' },
      { bytes: await picture.clone().png().toBuffer(), type: 'image/jpeg' },
      { bytes: await picture.clone().toColourspace('cmyk').jpeg().toBuffer(), type: 'image/jpeg' },
      { bytes: await picture.clone().gif().toBuffer(), type: 'image/gif' },
      { bytes: 'not a picture', type: 'image/jpeg' },
      { bytes: '', type: 'image/jpeg' },
      { bytes: 'no video', type: 'video/mp4' },
    ];
    for (const each of refused) expect((await upload(each)).error).toMatchObject({ code: 131053 });
    expect((await upload({ bytes: await picture.clone().png().toBuffer(), type: 'image/png' })).status).toBe(
      200,
    );
  });
});

describe('uploading a template’s example', () => {
  it('gives a handle once all announced bytes have come', async () => {
    const bytes = await samplePicture();
    const params = { file_name: 'a.jpg', file_length: String(bytes.length), file_type: 'image/jpeg' };
    const headers = { authorization: `OAuth ${sandbox.env.META_ACCESS_TOKEN}`, file_offset: '0' };
    const opened = await graph(sandbox, 'POST', `${sandbox.env.META_APP_ID}/uploads`, { params });
    const id = String(opened.body['id']);
    expect(id).toMatch(/^upload:/);
    expect((await graph(sandbox, 'POST', id, { bytes: bytes.subarray(1), headers })).error).toMatchObject({
      code: 100,
    });
    expect((await graph(sandbox, 'POST', id, { bytes, headers })).body['h']).toMatch(/^4::/);
    expect((await graph(sandbox, 'POST', 'upload:unknown', { bytes, headers })).error).toMatchObject({
      code: 100,
      error_subcode: 33,
    });
    expect(
      (
        await graph(sandbox, 'POST', `${sandbox.env.META_APP_ID}/uploads`, {
          params: { ...params, file_type: 'image/gif' },
        })
      ).error,
    ).toMatchObject({ code: 100 });
  });
});
