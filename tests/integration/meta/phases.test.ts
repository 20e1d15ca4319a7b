import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { metaRequest } from '#lib/meta/client.ts';
import { sendMessage } from '#lib/whatsapp/client.ts';
import { textMessage } from '#lib/whatsapp/text-message.ts';
import { configFor, sendJson, stubServer } from './stub-server.ts';

const hello = textMessage({ to: '+12025550111', body: 'Hello', opaqueId: 'v1.abc' });
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function stub(...args: Parameters<typeof stubServer>) {
  const server = await stubServer(...args);
  closers.push(server.close);
  return server;
}

const send = (config: Parameters<typeof sendMessage>[0], options?: Parameters<typeof sendMessage>[3]) =>
  sendMessage(config, '106540352242922', hello, options);

describe('what was never sent is told from what perhaps was', () => {
  it('a refused connection proves that nothing was sent', async () => {
    const server = await stubServer(() => undefined);
    await server.close();
    expect(await send(server.config)).toEqual({ kind: 'not_sent', reason: 'connection refused' });
  });

  it('a name that does not resolve proves that nothing was sent', async () => {
    expect((await send(configFor('http://nobody.invalid'))).kind).toBe('not_sent');
  });

  it('a failed TLS handshake proves that nothing was sent', async () => {
    const server = await stub((_seen, response) => sendJson(response, {}));
    const outcome = await send({
      ...server.config,
      graphUrl: server.config.graphUrl.replace('http:', 'https:'),
    });
    expect(outcome).toEqual({ kind: 'not_sent', reason: expect.stringContaining('TLS failure') });
    expect(server.seen).toEqual([]);
  });

  it('a host that never completes the connection is given up after five seconds, as not sent', async () => {
    const deaf = await deafPort();
    closers.push(deaf.close);
    const started = Date.now();
    expect(await send(configFor(`http://127.0.0.1:${deaf.port}`))).toEqual({
      kind: 'not_sent',
      reason: 'no connection in time',
    });
    expect(Date.now() - started).toBeLessThan(9_000);
  });

  it('a look before writing that fails sends nothing', async () => {
    const server = await stub((_seen, response) => sendJson(response, {}));
    const beforeWrite = () => {
      throw new Error('the lease is gone');
    };
    expect(await send(server.config, { beforeWrite })).toEqual({
      kind: 'not_sent',
      reason: 'held back: the lease is gone',
    });
    // The connection is good for the next one, so nothing half-written is in it.
    await metaRequest(server.config, { method: 'GET', path: 'me' });
    expect(server.seen.map((seen) => seen.method)).toEqual(['GET']);
  });

  it('the look comes right before writing, and once', async () => {
    const looks: number[] = [];
    const server = await stub((_seen, response) => sendJson(response, { messages: [{ id: 'wamid.A' }] }));
    expect((await send(server.config, { beforeWrite: () => looks.push(server.seen.length) })).kind).toBe(
      'accepted',
    );
    expect(looks).toEqual([0]);
  });

  it('a reset after the request was written is uncertain, and nothing is sent again', async () => {
    const server = await stub((_seen, _response, request) => request.socket.resetAndDestroy());
    expect((await send(server.config)).kind).toBe('uncertain');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(server.seen).toHaveLength(1);
  });

  it('a reset of a connection that had served before is uncertain too, and a read is not repeated either', async () => {
    const server = await stub((_seen, response, request) => {
      if (server.seen.length === 1) sendJson(response, { id: '1' });
      else request.socket.resetAndDestroy();
    });
    expect((await metaRequest(server.config, { method: 'GET', path: 'me' })).kind).toBe('answer');
    expect((await metaRequest(server.config, { method: 'GET', path: 'me' })).kind).toBe('uncertain');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(server.seen).toHaveLength(2);
  });

  it('a body that is cut short is uncertain', async () => {
    const server = await stub((_seen, response) => {
      response.writeHead(200, { 'content-length': '200' });
      response.write('{"messages":[{"id":"wamid.A"}]');
      setTimeout(() => response.destroy(), 50);
    });
    expect((await send(server.config)).kind).toBe('uncertain');
  });

  it.each([
    ['200 without an id', 200, '{"messaging_product":"whatsapp","messages":[]}'],
    ['200 with cut JSON', 200, '{"messages":[{"id":"wam'],
    ['200 with an empty body', 200, ''],
    ['500 with a page of HTML', 500, '<html>Sorry</html>'],
    ['503 with JSON that is no Graph error', 503, '{"oops":true}'],
    ['502 with an error without a number', 502, '{"error":{"message":"?"}}'],
    ['a redirect', 302, '{}'],
  ])('%s is uncertain', async (_name, status, body) => {
    const server = await stub((_seen, response) => {
      response.writeHead(status, { location: '/elsewhere' });
      response.end(body);
    });
    expect((await send(server.config)).kind).toBe('uncertain');
    expect(server.seen).toHaveLength(1);
  });

  it.each([400, 403, 429, 500, 200])(
    'a complete Graph error is a refusal with its code, with status %i as well',
    async (status) => {
      const error = { code: 130429, message: 'Rate limit', error_data: { details: 'Too fast' } };
      const server = await stub((_seen, response) => sendJson(response, { error }, status));
      expect(await send(server.config)).toEqual({
        kind: 'refused',
        status,
        code: 130429,
        subcode: null,
        details: 'Too fast',
        usage: null,
      });
    },
  );
});

describe('no call holds a worker for long', () => {
  it.concurrent('headers that do not come are given up after 15 s', async () => {
    const { outcome, tookS } = await stopwatch(() => undefined);
    expect(outcome).toEqual({ kind: 'uncertain', reason: 'no answer in time' });
    expect(tookS).toBeLessThan(20);
  });

  it.concurrent('a body that stalls is given up after 10 s', async () => {
    const stall: Parameters<typeof stubServer>[0] = (_seen, response) => {
      response.writeHead(200);
      response.write('{"messages":');
    };
    const { outcome, tookS } = await stopwatch(stall);
    expect(outcome).toEqual({ kind: 'uncertain', reason: 'answer stopped half way' });
    expect(tookS).toBeLessThan(15);
  });

  it.concurrent('an answer that drips is given up before 30 s', async () => {
    const drip: Parameters<typeof stubServer>[0] = (_seen, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 500);
      response.on('close', () => clearInterval(timer));
    };
    const { outcome, tookS } = await stopwatch(drip);
    expect(outcome).toEqual({ kind: 'uncertain', reason: 'took longer than allowed in all' });
    expect(tookS).toBeLessThan(30);
  });
});

async function stopwatch(answer: Parameters<typeof stubServer>[0]) {
  const server = await stubServer(answer);
  const started = Date.now();
  const outcome = await send(server.config);
  const tookMs = Date.now() - started;
  await server.close();
  return { outcome, tookS: Math.round(tookMs / 1000) };
}

describe('how a request travels', () => {
  it('no request waits behind another', async () => {
    const waiting: (() => void)[] = [];
    const server = await stub((_seen, response) => {
      waiting.push(() => sendJson(response, { messages: [{ id: 'wamid.A' }] }));
      // Nobody is answered before all are here, so a queue would end in a timeout.
      if (waiting.length === 60) for (const answer of waiting) answer();
    });
    const outcomes = await Promise.all(Array.from({ length: 60 }, () => send(server.config)));
    expect(new Set(outcomes.map((outcome) => outcome.kind))).toEqual(new Set(['accepted']));
  });

  it('the token stands in the header alone, and the proof goes along', async () => {
    const server = await stub((_seen, response) => sendJson(response, {}));
    await metaRequest(server.config, { method: 'GET', path: 'me/accounts', query: { limit: '5' } });
    await metaRequest(server.config, { method: 'POST', path: '', body: { form: { batch: '[]' } } });
    await send(server.config);
    for (const seen of server.seen) {
      expect(seen.headers.authorization).toBe('Bearer EAAtoken');
      expect(`${seen.url.href} ${seen.body.toString()}`).not.toContain('EAAtoken');
    }
    const [read, form, message] = server.seen;
    expect(read?.url.searchParams.get('appsecret_proof')).toMatch(/^[0-9a-f]{64}$/);
    expect(new URLSearchParams(form?.body.toString()).get('appsecret_proof')).toMatch(/^[0-9a-f]{64}$/);
    expect(message?.url.pathname).toBe('/v26.0/106540352242922/messages');
    expect(message?.url.searchParams.get('appsecret_proof')).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.parse(message?.body.toString() ?? '')).toEqual(hello);
  });
});

/**
 * A port whose queue of waiting connections is full: its process is stopped, so
 * nobody accepts, and the system stops answering further attempts.
 */
async function deafPort() {
  const script = `require('net').createServer().listen({port:0,host:'127.0.0.1',backlog:1},function(){console.log(this.address().port)})`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<number>((resolve) =>
    child.stdout.once('data', (line: Buffer) => resolve(Number(line))),
  );
  child.kill('SIGSTOP');
  const fillers = Array.from({ length: 4 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
  await new Promise((resolve) => setTimeout(resolve, 300));
  const close = () => {
    for (const filler of fillers) filler.destroy();
    child.kill('SIGKILL');
  };
  return { port, close };
}
