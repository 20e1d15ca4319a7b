import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { download, type DownloadRequest } from '#lib/media/client.ts';

const body = Buffer.alloc(200_000, 'x');
let server: Server;
let url: string;
let respond: RequestListener;
let asked: string[];
let received: Buffer[];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url!);
    respond(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  asked = [];
  received = [];
  respond = (_, response) => response.writeHead(200, { 'content-length': body.length }).end(body);
});

const get = (options: Partial<DownloadRequest> = {}) =>
  download({
    link: `${url}/media/a.jpg`,
    graphUrl: url,
    write: (chunk) => {
      received.push(Buffer.from(chunk));
      return Promise.resolve();
    },
    ...options,
  });

describe('download', () => {
  it('hands on a whole file', async () => {
    expect(await get()).toEqual({ kind: 'complete', bytes: body.length, declared: true });
    expect(Buffer.concat(received)).toEqual(body);
  });

  it('notices a body that was cut', async () => {
    respond = (_, response) => {
      response.writeHead(200, { 'content-length': body.length });
      response.write(body.subarray(0, 1000), () => response.destroy());
    };
    expect(await get()).toMatchObject({ kind: 'interrupted' });
  });

  it('notices a body without length that was cut', async () => {
    respond = (_, response) => {
      response.writeHead(200);
      response.write(body.subarray(0, 1000), () => response.destroy());
    };
    expect(await get()).toMatchObject({ kind: 'interrupted' });
  });

  it('notices an empty body', async () => {
    respond = (_, response) => response.writeHead(200, { 'content-length': 0 }).end();
    expect(await get()).toMatchObject({ kind: 'interrupted' });
  });

  it.each([
    [400, 'refused'],
    [401, 'refused'],
    [403, 'refused'],
    [404, 'refused'],
    [410, 'refused'],
    [408, 'interrupted'],
    [429, 'interrupted'],
    [500, 'interrupted'],
    [503, 'interrupted'],
  ])('takes status %i as %s', async (status, kind) => {
    respond = (_, response) => response.writeHead(status).end('no');
    expect(await get()).toMatchObject({ kind });
    expect(received).toEqual([]);
  });

  it('takes no more than allowed, declared or not', async () => {
    expect(await get({ maxBytes: 1000 })).toEqual({ kind: 'too_large' });
    expect(received).toEqual([]);
    respond = (_, response) => response.writeHead(200).end(body);
    expect(await get({ maxBytes: 1000 })).toEqual({ kind: 'too_large' });
    expect(Buffer.concat(received).length).toBeLessThanOrEqual(1000);
  });

  it('gives up a server that dawdles', async () => {
    respond = (_, response) => {
      response.writeHead(200, { 'content-length': body.length });
      const drip = setInterval(() => response.write('x'), 20);
      response.once('close', () => clearInterval(drip));
    };
    expect(await get({ timeoutMs: 200 })).toMatchObject({
      kind: 'interrupted',
      reason: 'took longer than allowed in all',
    });
  });

  it('stops when the worker stops', async () => {
    respond = (_, response) => response.writeHead(200, { 'content-length': body.length }).write('x');
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    expect(await get({ signal: stop.signal })).toMatchObject({ kind: 'interrupted' });
  });

  it('throws on what the disk throws: no fault of Meta’s', async () => {
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    await expect(get({ write: () => Promise.reject(full) })).rejects.toBe(full);
  });

  it('says that nobody is there', async () => {
    expect(await get({ link: 'http://127.0.0.1:9/a', graphUrl: 'http://127.0.0.1:9' })).toMatchObject({
      kind: 'interrupted',
    });
  });
});

describe('download is no way into the network', () => {
  const cdn = 'https://scontent.cdninstagram.com/a.jpg';
  const notPublic = { kind: 'interrupted', reason: 'resolves to an address that is not public' };

  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://[::ffff:127.0.0.1]/',
    'https://scontent.cdninstagram.com@127.0.0.1/',
  ])('asks nothing of %s', async (link) => {
    expect(await get({ link })).toMatchObject({ kind: 'forbidden' });
    expect(asked).toEqual([]);
  });

  it.each(['127.0.0.1', '10.0.0.7', '169.254.169.254', '::1', '::ffff:127.0.0.1', 'fd00::1'])(
    'asks nothing of one of Meta’s names that resolves to %s now; it may resolve better later',
    async (address) => {
      const resolve = () => Promise.resolve([{ address, family: address.includes(':') ? 6 : 4 }]);
      expect(await get({ link: cdn, resolve })).toEqual(notPublic);
      expect(asked).toEqual([]);
    },
  );

  it('refuses a name with one good and one bad address', async () => {
    const resolve = () =>
      Promise.resolve([
        { address: '157.240.0.1', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ]);
    expect(await get({ link: cdn, resolve })).toEqual(notPublic);
  });

  it('asks for an address once and connects to that one: a second answer is never heard', async () => {
    const answers = ['157.240.0.1', '127.0.0.1'];
    let questions = 0;
    const resolve = () => {
      questions += 1;
      return Promise.resolve([{ address: answers.shift() ?? '127.0.0.1', family: 4 }]);
    };
    expect(await get({ link: cdn, resolve, timeoutMs: 500 })).toMatchObject({ kind: 'interrupted' });
    expect(questions).toBe(1);
    expect(asked).toEqual([]);
  });

  it.each([
    ['the loopback address', 'http://127.0.0.1:5432/'],
    ['another port of the same host', 'http://localhost:1/'],
    ['the metadata service', '//169.254.169.254/latest'],
    ['a file', 'file:///etc/passwd'],
    ['a user name', 'https://scontent.cdninstagram.com@127.0.0.1/'],
  ])('does not follow a redirect to %s', async (_, location) => {
    respond = (__, response) => response.writeHead(302, { location }).end();
    expect(await get()).toMatchObject({ kind: 'forbidden' });
    expect(asked).toHaveLength(1);
  });

  it('follows up to three redirects to where it may go, and no more', async () => {
    const hops =
      (count: number): RequestListener =>
      (request, response) => {
        const hop = Number(new URL(request.url!, url).searchParams.get('hop') ?? 0);
        if (hop === count) response.writeHead(200, { 'content-length': 4 }).end('done');
        else response.writeHead(302, { location: `/media/a.jpg?hop=${hop + 1}` }).end('elsewhere');
      };
    respond = hops(3);
    expect(await get()).toMatchObject({ kind: 'complete', bytes: 4 });
    asked = [];
    respond = hops(4);
    expect(await get()).toMatchObject({ kind: 'forbidden' });
    expect(asked).toHaveLength(4);
  });
});
