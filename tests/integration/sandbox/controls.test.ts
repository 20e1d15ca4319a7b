import { spawn } from 'node:child_process';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox } from '#tests/support/sandbox.ts';
import type { Sandbox } from '#tests/support/sandbox.ts';
import { graph } from './graph-call.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

/** Node's own client, since fetch does not let a test choose the Host header. */
function ask(path: string, headers: Record<string, string>, method = 'GET', body = ''): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(`${sandbox.url}${path}`, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    call.on('error', reject);
    call.end(body);
  });
}

function runMain(
  environment: Record<string, string>,
  stopWhenReady = false,
): Promise<{ code: number | null; error: string; output: string }> {
  const main = new URL('../../sandbox/main.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
    env: { NODE_ENV: 'test', PATH: process.env['PATH'] ?? '', ...environment },
  });
  let [error, output] = ['', ''];
  child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (stopWhenReady && output.includes('\n')) child.kill('SIGTERM');
  });
  return new Promise((resolve) => child.on('exit', (code) => resolve({ code, error, output })));
}

describe('the controls are for people of this machine', () => {
  it('other host names and other origins are refused', async () => {
    expect(await ask('/_sandbox/state', { host: 'evil.example' })).toBe(403);
    expect(await ask('/', { host: 'evil.example:4010' })).toBe(403);
    expect(await ask('/_sandbox/state', { host: 'localhost:1234' })).toBe(200);
    expect(
      await ask(
        '/_sandbox/stories',
        { 'content-type': 'application/json', origin: 'http://evil.example' },
        'POST',
        '{}',
      ),
    ).toBe(403);
  });

  it('a POST that is no JSON is refused, as a form of another site would be', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded'])
      expect(await ask('/_sandbox/stories', { 'content-type': type }, 'POST', '{}')).toBe(415);
    expect(await ask('/_sandbox/stories', { 'content-type': 'application/json' }, 'POST', '[1]')).toBe(400);
  });

  it('wrong orders are refused with a sentence', async () => {
    const refused: [string, object][] = [
      ['/_sandbox/stories', { account: 'nobody' }],
      ['/_sandbox/stories', { kind: 'reel' }],
      ['/_sandbox/stories', { posted_at: '2999-01-01T00:00:00Z' }],
      ['/_sandbox/bursts', { count: 0 }],
      ['/_sandbox/faults', { match: 'everything', fault: { delay_ms: 1 } }],
      ['/_sandbox/faults', { match: 'messages', fault: { dely_ms: 1 } }],
      ['/_sandbox/stories/123/expire', {}],
      ['/_sandbox/phones/12025550111/tap', { message_id: 'wamid.none', index: 0 }],
      ['/_sandbox/phones/12/text', { body: 'x' }],
      ['/_sandbox/nothing', {}],
    ];
    for (const [path, body] of refused)
      await expect(sandbox.post(path, body)).rejects.toThrow(/answered 4\d\d: \{"error":".+\."\}/);
  });

  it('pages come with a policy that allows nothing inline and nothing from elsewhere', async () => {
    for (const path of ['/', '/phones', '/phones/12025550111']) {
      const page = await fetch(`${sandbox.url}${path}`);
      expect(page.status).toBe(200);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
      const html = await page.text();
      for (const [, asset] of html.matchAll(/(?:src|href)="(\/_sandbox\/assets\/[^"]+)"/g)) {
        expect(`${asset} ${(await fetch(`${sandbox.url}${asset}`)).status}`).toBe(`${asset} 200`);
      }
    }
    expect((await fetch(`${sandbox.url}/_sandbox/assets/..%2Fmain.ts`)).status).toBe(404);
  });

  it('changes are hinted to open pages', async () => {
    const events = await fetch(`${sandbox.url}/_sandbox/events`);
    const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader();
    await sandbox.post('/_sandbox/phones/12025550123/text', { body: 'Hi' });
    let heard = '';
    while (!heard.includes('12025550123')) heard += (await reader.read()).value ?? '';
    expect(heard).toContain('data: {"topic":"phones"');
    await reader.cancel();
  });

  it('every number of the brand has a phone', async () => {
    const brand = await sandbox.get<{ regions: { numbers: { number: string }[] }[] }>('/_sandbox/brand');
    const { phones } = await sandbox.get<{ phones: { number: string; region: unknown }[] }>(
      '/_sandbox/phones',
    );
    const placed = phones.filter((phone) => phone.region).map((phone) => phone.number);
    expect(placed).toEqual(
      expect.arrayContaining(brand.regions.flatMap((region) => region.numbers.map(({ number }) => number))),
    );
  });
});

describe('starting', () => {
  const environment = {
    SANDBOX_DATA: '/nowhere',
    SANDBOX_APP_ID: '1',
    SANDBOX_APP_SECRET: 's',
    SANDBOX_ACCESS_TOKEN: 't',
    SANDBOX_VERIFY_TOKEN: 'v',
  };

  it('without a required setting ends with one sentence that names it', async () => {
    const { SANDBOX_APP_SECRET: _, ...rest } = environment;
    expect(await runMain(rest)).toEqual({
      code: 1,
      output: '',
      error: 'The sandbox cannot start: SANDBOX_APP_SECRET must be set.\n',
    });
  });

  it('on a port that is taken ends with one sentence', async () => {
    const port = new URL(sandbox.url).port;
    expect(
      await runMain({ ...environment, SANDBOX_DATA: `${sandbox.data}/second`, SANDBOX_PORT: port }),
    ).toEqual({
      code: 1,
      output: '',
      error: `The sandbox cannot start: port ${port} is taken; set SANDBOX_PORT to a free one.\n`,
    });
  });

  it('prints one line when ready, and ends with code 0 on SIGTERM', async () => {
    const ended = await runMain(
      { ...environment, SANDBOX_DATA: `${sandbox.data}/third`, SANDBOX_PORT: '0' },
      true,
    );
    expect(ended).toEqual({
      code: 0,
      error: '',
      output: expect.stringMatching(/^sandbox ready http:\/\/127\.0\.0\.1:\d+\n$/),
    });
  });

  it('ends on SIGTERM with clients still connected', async () => {
    const own = await startSandbox();
    const events = await fetch(`${own.url}/_sandbox/events`);
    await own.close();
    await expect(events.text()).rejects.toThrow('terminated');
  });

  it('with the demo on, fourteen stories of many ages are there at first, and only once', async () => {
    const own = await startSandbox({ demo: 'on' });
    type Shown = { state: string; posted_at: string; username: string };
    const { stories } = await own.get<{ stories: (Shown & { media_url: string })[] }>('/_sandbox/stories');
    const ages = stories.map((story) => (Date.now() - Date.parse(story.posted_at)) / 60_000);
    expect(stories).toHaveLength(14);
    expect(stories.every((story) => story.state === 'live')).toBe(true);
    expect(new Set(stories.map((story) => story.username)).size).toBe(8);
    expect(Math.min(...ages)).toBeLessThan(10);
    expect(Math.max(...ages)).toBeGreaterThan(20 * 60);
    const picture = await fetch(stories[0]?.media_url ?? '');
    expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(10_000);
    await own.close();
  });
});

describe('an account that is opened', () => {
  const names = { username: 'kilnbird.it', name: 'Kilnbird Italia' };

  it('is reached by the brand’s token at once, and posts', async () => {
    const opened = await sandbox.post<{ ig_user_id: string }>('/_sandbox/accounts', names);
    const { body } = await graph(sandbox, 'GET', opened.ig_user_id, { params: { fields: 'username' } });
    expect(body).toMatchObject({ username: names.username });
    const posted = await sandbox.post<{ id: string }>('/_sandbox/stories', { account: names.username });
    const stories = await graph(sandbox, 'GET', `${opened.ig_user_id}/stories`);
    expect(stories.body['data']).toMatchObject([{ id: posted.id }]);
  });

  it('needs a username that nobody has, as Instagram takes it', async () => {
    await expect(sandbox.post('/_sandbox/accounts', names)).rejects.toThrow('409');
    await expect(sandbox.post('/_sandbox/accounts', { ...names, username: 'Kiln Bird' })).rejects.toThrow(
      '400',
    );
  });
});
