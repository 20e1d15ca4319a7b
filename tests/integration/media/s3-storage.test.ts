import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MediaStorage, mediaStorage } from '#lib/media/storage.ts';
import { type TestS3, testS3 } from '#tests/support/s3-server.ts';

/** How the way between us and the bucket is disturbed. */
type Disturbance = {
  /** Changes what is uploaded on its way. */
  upload?: (bytes: Buffer) => Buffer;
  /** Answers by itself this many times instead of passing the request on. */
  unavailable?: number;
  /** What the server says the checksum of an upload is. */
  confirm?: string;
};
type Seen = { method: string; url: string; headers: IncomingHttpHeaders };

let s3: TestS3;
let way: Server;
let folder: string;
let storage: MediaStorage;
let disturbance: Disturbance;
const seen: Seen[] = [];

const key = 'stories/2026/11/0193572c-8a00-7000-8000-000000000002/original.mp4';
const film = Buffer.alloc(300_000, 'storywire ');
const checksum = createHash('sha256').update(film).digest('base64');
const requests = (method: string) => seen.filter((each) => each.method === method);

beforeAll(async () => {
  s3 = await testS3();
  const { hostname, port } = new URL(s3.settings.S3_ENDPOINT);
  way = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      seen.push({ method, url, headers });
      if (method === 'PUT' && (disturbance.unavailable ?? 0) > 0) {
        disturbance.unavailable! -= 1;
        response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>');
        return;
      }
      const sent = Buffer.concat(chunks);
      const body = method === 'PUT' ? (disturbance.upload?.(sent) ?? sent) : sent;
      const onward = httpRequest({ hostname, port, method, path: url, headers }, (answer) => {
        const confirm =
          method === 'PUT' && disturbance.confirm ? { 'x-amz-checksum-sha256': disturbance.confirm } : {};
        response.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...confirm });
        answer.pipe(response);
      });
      onward.on('error', () => response.destroy());
      onward.end(body);
    });
  });
  await new Promise<void>((resolve) => way.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  way.closeAllConnections();
  way.close();
  await s3.close();
});
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'storywire-s3-'));
  const { port } = way.address() as AddressInfo;
  disturbance = {};
  storage = mediaStorage({
    STORYWIRE_DATA: folder,
    ...s3.settings,
    S3_ENDPOINT: `http://127.0.0.1:${port}`,
  });
  await storage.removeFile(key);
  seen.length = 0;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a file put into a bucket', () => {
  it('is sent in one piece, with its length and SHA-256, which the server is asked to check', async () => {
    await storage.putFile(key, film);
    expect(requests('PUT')).toHaveLength(1);
    expect(requests('POST')).toHaveLength(0);
    const { headers, url } = requests('PUT')[0]!;
    expect(headers).toMatchObject({ 'content-length': '300000', 'x-amz-checksum-sha256': checksum });
    expect(headers['transfer-encoding']).toBeUndefined();
    expect(headers['authorization']).toMatch(/^AWS4-HMAC-SHA256 .*x-amz-checksum-sha256/);
    expect(url).not.toContain(s3.settings.S3_SECRET_ACCESS_KEY);
  });

  it('is read back where the server confirms nothing, and not where it does', async () => {
    await storage.putFile(key, film);
    expect(requests('GET')).toHaveLength(1);
    disturbance.confirm = checksum;
    await storage.putFile(key, film);
    expect(requests('GET')).toHaveLength(1);
  });

  it('that arrives with other bytes is neither kept nor left there', async () => {
    disturbance.upload = (bytes) => Buffer.concat([Buffer.from('S'), bytes.subarray(1)]);
    await expect(storage.putFile(key, film)).rejects.toThrow('other bytes');
    expect(await storage.readFile(key)).toBeUndefined();
    expect(await readdir(path.join(folder, 'media', '.incoming'))).toEqual([]);
  });

  it('that was disturbed once is sent again, whole', async () => {
    disturbance.unavailable = 1;
    await storage.putFile(key, film);
    expect(requests('PUT')).toHaveLength(2);
    expect(await storage.readFile(key)).toEqual(film);
  });

  it('can be kept later when the bucket is away for long: nothing of it is lost', async () => {
    disturbance.unavailable = 100;
    const incoming = await storage.receiveFile();
    await incoming.write(film);
    await expect(storage.keepFile(key, incoming)).rejects.toThrow();
    disturbance.unavailable = 0;
    expect(await storage.keepFile(key, incoming)).toEqual({
      bytes: film.length,
      sha256: Buffer.from(checksum, 'base64').toString('hex'),
    });
    expect(await storage.readFile(key)).toEqual(film);
  });

  it('that cannot be read here any more is refused, and nothing else ends with it', async () => {
    const incoming = await storage.receiveFile();
    await incoming.write(film);
    const [name] = await readdir(path.join(folder, 'media', '.incoming'));
    await rm(path.join(folder, 'media', '.incoming', name!));
    await expect(storage.keepFile(key, incoming)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await storage.readFile(key)).toBeUndefined();
    await incoming.discard();
  });

  it('with keys that the server does not know is refused at once, and the error names no secret', async () => {
    const { port } = way.address() as AddressInfo;
    const other = mediaStorage({
      STORYWIRE_DATA: folder,
      ...s3.settings,
      S3_ENDPOINT: `http://127.0.0.1:${port}`,
      S3_ACCESS_KEY_ID: 'somebody-else',
      S3_SECRET_ACCESS_KEY: 'a-secret-of-this-test',
    });
    const error = await other.putFile(key, film).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: 'InvalidAccessKeyId' });
    expect(requests('PUT')).toHaveLength(1);
    expect(JSON.stringify(error) + String(error)).not.toContain('a-secret-of-this-test');
  });
});

describe('a file read from a bucket', () => {
  it('is not asked for until somebody reads', async () => {
    await storage.putFile(key, film);
    seen.length = 0;
    const opened = await storage.openFile(key, { start: 10, end: 19 });
    expect(opened?.bytes).toBe(10);
    expect(requests('GET')).toHaveLength(0);
    expect(await new Response(opened!.stream).text()).toBe('storywire ');
    expect(requests('GET')[0]?.headers['range']).toBe('bytes=10-19');
  });

  it('that is replaced between two looks is not sent with another’s length', async () => {
    await storage.putFile(key, film);
    const opened = await storage.openFile(key);
    await storage.putFile(key, Buffer.alloc(400_000, 'another '));
    await expect(new Response(opened!.stream).arrayBuffer()).rejects.toThrow('replaced');
  });
});
