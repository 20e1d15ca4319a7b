import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox } from '#tests/support/sandbox.ts';
import type { Sandbox } from '#tests/support/sandbox.ts';
import { graph, proofOf } from './graph-call.ts';
import type { GraphCall } from './graph-call.ts';

let sandbox: Sandbox;
const brazil = '17841405055010001';
const japan = '17841405055010007';
const fields =
  'id,media_type,media_product_type,media_url,thumbnail_url,permalink,timestamp,username,owner,caption';

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

type Story = {
  id: string;
  media_type: string;
  media_url?: string;
  thumbnail_url?: string;
  timestamp: string;
  username: string;
  caption?: string;
  owner: { id: string };
};
type Posted = { id: string; media_url: string };

const get = (path: string, call: GraphCall = {}) => graph(sandbox, 'GET', path, call);
const dataOf = (body: Record<string, unknown>) => body['data'] as Story[];

describe('who may ask', () => {
  it('a call without token, with a wrong one or with one in the address is refused', async () => {
    expect((await get('me/accounts', { headers: { authorization: '' } })).error).toMatchObject({
      code: 2500,
      type: 'OAuthException',
    });
    const wrong = await get('me/accounts', { token: 'EAAnothing' });
    expect(wrong).toMatchObject({
      status: 401,
      error: { code: 190, message: 'Invalid OAuth access token - Cannot parse access token' },
    });
    expect(
      (await get('me/accounts', { params: { access_token: sandbox.env.META_ACCESS_TOKEN } })).error,
    ).toMatchObject({ code: 190 });
    const form = await graph(sandbox, 'POST', '', {
      form: { batch: '[]', access_token: sandbox.env.META_ACCESS_TOKEN },
    });
    expect(form.error).toMatchObject({ code: 190 });
    expect(wrong.error?.fbtrace_id).toMatch(/^A\S{10,}$/);
  });

  it('a call without appsecret_proof or with another token’s proof is refused', async () => {
    expect((await get('me/accounts', { proof: false })).error).toMatchObject({
      code: 100,
      message: expect.stringContaining('require an appsecret_proof argument'),
    });
    expect((await get('me/accounts', { proof: proofOf(sandbox, 'other') })).error).toMatchObject({
      code: 100,
      message: expect.stringContaining('Invalid appsecret_proof'),
    });
  });

  it('only the two current versions are answered', async () => {
    expect((await get('me/accounts', { version: 'v25.0' })).headers.get('facebook-api-version')).toBe(
      'v25.0',
    );
    for (const version of ['v24.0', 'v99.0', 'me'])
      expect((await get('me/accounts', { version })).error).toMatchObject({ code: 2500 });
  });

  it('ids and the other removed parameters are refused', async () => {
    expect(await get('', { params: { ids: `${brazil},${japan}` } })).toMatchObject({
      status: 500,
      error: { code: 100, message: '(#100) The ids query parameter is deprecated in v26.0+' },
    });
    for (const name of ['pretty', 'debug', 'date_format'])
      expect((await get('me/accounts', { params: { [name]: '1' } })).error).toMatchObject({ code: 100 });
  });

  it('unknown objects and paths are refused as Meta refuses them', async () => {
    expect(await get('123456')).toMatchObject({
      status: 400,
      error: { code: 100, error_subcode: 33, type: 'GraphMethodException' },
    });
    expect((await get('123456/stories')).error).toMatchObject({ code: 100, error_subcode: 33 });
    for (const path of ['nonsense', `${brazil}/reels`, 'me/photos'])
      expect((await get(path)).error).toMatchObject({ code: 2500 });
  });

  it('tokens can end, be told apart by debug_token, and be replaced', async () => {
    const own = await startSandbox();
    const app = `${own.env.META_APP_ID}|${own.env.META_APP_SECRET}`;
    const debug = async (token: string) =>
      (await graph(own, 'GET', 'debug_token', { token: app, proof: false, params: { input_token: token } }))
        .body['data'];
    expect(await debug(own.env.META_ACCESS_TOKEN)).toMatchObject({
      is_valid: true,
      type: 'SYSTEM_USER',
      expires_at: 0,
      app_id: own.env.META_APP_ID,
    });
    const params = {
      grant_type: 'fb_exchange_token',
      client_id: own.env.META_APP_ID,
      client_secret: own.env.META_APP_SECRET,
      set_token_expires_in_60_days: 'true',
      fb_exchange_token: own.env.META_ACCESS_TOKEN,
    };
    const fresh = await fetch(`${own.url}/v26.0/oauth/access_token?${new URLSearchParams(params)}`).then(
      (answer) => answer.json() as Promise<{ access_token: string; expires_in: number }>,
    );
    expect(fresh.expires_in).toBe(5_184_000);
    expect((await graph(own, 'GET', 'me/accounts', { token: fresh.access_token })).status).toBe(200);
    await own.put('/_sandbox/tokens', { state: 'revoked' });
    expect((await graph(own, 'GET', 'me/accounts')).error).toMatchObject({ code: 190, error_subcode: 460 });
    expect(await debug(own.env.META_ACCESS_TOKEN)).toMatchObject({
      is_valid: false,
      error: { code: 190, subcode: 460 },
    });
    const { access_token: later } = await own.post<{ access_token: string }>('/_sandbox/tokens', {});
    expect((await graph(own, 'GET', 'me/accounts', { token: later })).status).toBe(200);
    await own.put('/_sandbox/tokens', { state: 'expired' });
    expect((await graph(own, 'GET', 'me/accounts', { token: later })).error).toMatchObject({
      code: 190,
      error_subcode: 463,
    });
    await own.close();
  });
});

describe('accounts', () => {
  it('pages are listed with their accounts, and one page has none', async () => {
    const { body } = await get('me/accounts', {
      params: { fields: 'id,name,instagram_business_account{id,username}', limit: '100' },
    });
    const pages = body['data'] as { instagram_business_account?: { id: string; username: string } }[];
    expect(pages.filter((page) => page.instagram_business_account)).toHaveLength(8);
    expect(pages.filter((page) => !page.instagram_business_account)).toHaveLength(1);
    expect(body['paging']).not.toHaveProperty('next');
  });

  it('cursors lead through every page once', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { body } = await get('me/accounts', {
        params: { fields: 'id', limit: '4', ...(after ? { after } : {}) },
      });
      seen.push(...dataOf(body).map((page) => page.id));
      const paging = body['paging'] as { cursors: { after: string }; next?: string };
      after = paging.next ? paging.cursors.after : undefined;
    } while (after);
    expect(new Set(seen).size).toBe(9);
    expect(seen).toHaveLength(9);
  });

  it('the business leads to the same accounts, and a page’s own token works', async () => {
    const businesses = dataOf((await get('me/businesses')).body);
    const owned = await get(`${businesses[0]?.id}/owned_pages`, {
      params: { fields: 'id,access_token,instagram_business_account{id}' },
    });
    const [page] = owned.body['data'] as {
      id: string;
      access_token: string;
      instagram_business_account: { id: string };
    }[];
    expect(page?.instagram_business_account.id).toBe(brazil);
    const read = await get(page?.id ?? '', {
      token: page?.access_token ?? '',
      params: { fields: 'instagram_business_account' },
    });
    expect(read.body).toEqual({ id: page?.id, instagram_business_account: { id: brazil } });
  });

  it('a field that does not exist fails the call, and so does broken syntax', async () => {
    expect((await get(brazil, { params: { fields: 'id,shoe_size' } })).error).toMatchObject({
      code: 100,
      message: '(#100) Tried accessing nonexisting field (shoe_size) on node type (IGUser)',
    });
    expect(
      (await get('me/accounts', { params: { fields: 'id,instagram_business_account{id' } })).error,
    ).toMatchObject({ code: 2500 });
  });
});

describe('stories', () => {
  it('shows ids alone unless fields are asked for, and then only those that a story has', async () => {
    const posted = await sandbox.post<Posted>('/_sandbox/stories', { account: 'kilnbird.br' });
    const bare = await get(`${brazil}/stories`);
    expect(dataOf(bare.body)[0]).toEqual({ id: posted.id });
    const [story] = dataOf((await get(`${brazil}/stories`, { params: { fields } })).body);
    expect(story).toMatchObject({
      id: posted.id,
      media_type: 'IMAGE',
      media_product_type: 'STORY',
      username: 'kilnbird.br',
      owner: { id: brazil },
    });
    expect(story?.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/);
    expect(story).not.toHaveProperty('caption');
    expect(story).not.toHaveProperty('thumbnail_url');
    expect((await get(`${brazil}/stories`, { params: { fields: 'id,like_count' } })).error).toMatchObject({
      code: 100,
    });
    const usage = JSON.parse(bare.headers.get('x-business-use-case-usage') ?? '{}') as Record<
      string,
      { type: string }[]
    >;
    expect(usage[brazil]?.[0]?.type).toBe('instagram');
    expect(Object.keys(usage)).toHaveLength(2);
  });

  it('a video has a thumbnail, and protected media has no address', async () => {
    const video = await sandbox.post<Posted>('/_sandbox/stories', { account: 'kilnbird.uk', kind: 'video' });
    const [story] = dataOf((await get('17841405055010004/stories', { params: { fields } })).body);
    expect(story).toMatchObject({
      id: video.id,
      media_type: 'VIDEO',
      media_url: expect.stringContaining('.mp4'),
      thumbnail_url: expect.stringContaining('.jpg'),
    });
    await sandbox.post('/_sandbox/stories', { account: 'kilnbird.au', media: 'missing' });
    const [silent] = dataOf((await get('17841405055010008/stories', { params: { fields } })).body);
    expect(silent).not.toHaveProperty('media_url');
  });

  it('newest first, in pages that a new story in between does not shift', async () => {
    const { ids } = await sandbox.post<{ ids: string[] }>('/_sandbox/bursts', {
      account: 'kilnbird.jp',
      count: 3,
    });
    const first = await get(`${japan}/stories`, { params: { limit: '2', fields: 'id' } });
    expect(dataOf(first.body).map(({ id }) => id)).toEqual([ids[2], ids[1]]);
    await sandbox.post('/_sandbox/stories', { account: 'kilnbird.jp' });
    const { cursors } = first.body['paging'] as { cursors: { after: string } };
    const second = await get(`${japan}/stories`, {
      params: { limit: '2', fields: 'id', after: cursors.after },
    });
    expect(dataOf(second.body).map(({ id }) => id)).toEqual([ids[0]]);
    expect(second.body['paging']).not.toHaveProperty('next');
  });

  it('nested expansion reads the stories of every account in one call', async () => {
    const { body } = await get('me/accounts', {
      params: { fields: 'instagram_business_account{username,stories.limit(1){id,media_type}}', limit: '50' },
    });
    const page = (
      body['data'] as {
        instagram_business_account?: {
          username: string;
          stories: { data: unknown[]; paging: { next: string } };
        };
      }[]
    ).find((each) => each.instagram_business_account?.username === 'kilnbird.jp');
    expect(page?.instagram_business_account?.stories.data).toHaveLength(1);
    expect(page?.instagram_business_account?.stories.paging.next).toContain(`${japan}/stories`);
  });

  it('a story older than a day, expired or deleted is gone from the list, as a node and from the network', async () => {
    const past = new Date(Date.now() - 25 * 60 * 60 * 1000).toISOString();
    const old = await sandbox.post<Posted>('/_sandbox/stories', { account: 'kilnbird.fr', posted_at: past });
    const ended = await sandbox.post<Posted>('/_sandbox/stories', { account: 'kilnbird.fr' });
    const removed = await sandbox.post<Posted>('/_sandbox/stories', { account: 'kilnbird.fr' });
    expect((await fetch(ended.media_url)).status).toBe(200);
    await sandbox.post(`/_sandbox/stories/${ended.id}/expire`);
    await sandbox.remove(`/_sandbox/stories/${removed.id}`);
    expect(dataOf((await get('17841405055010005/stories')).body)).toEqual([]);
    for (const story of [old, ended, removed]) {
      expect(await get(story.id)).toMatchObject({ status: 400, error: { code: 100, error_subcode: 33 } });
      expect((await get(`${story.id}/insights`, { params: { metric: 'views' } })).error).toMatchObject({
        code: 100,
        error_subcode: 33,
      });
      expect((await fetch(story.media_url)).status).toBe(403);
    }
  });

  it('media has its type, its length, ranges and a signature over its end', async () => {
    const { media_url: url } = await sandbox.post<Posted>('/_sandbox/stories', {
      account: 'kilnbird.mx',
      kind: 'video',
    });
    const whole = await fetch(url);
    const bytes = Buffer.from(await whole.arrayBuffer());
    expect(whole.headers.get('content-type')).toBe('video/mp4');
    expect(Number(whole.headers.get('content-length'))).toBe(bytes.length);
    const part = await fetch(url, { headers: { range: 'bytes=4-7' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 4-7/${bytes.length}`);
    expect(Buffer.from(await part.arrayBuffer()).toString('latin1')).toBe('ftyp');
    expect((await fetch(url, { headers: { range: `bytes=${bytes.length}-` } })).status).toBe(416);
    expect((await fetch(url.replace(/oe=[0-9A-F]+/, 'oe=7FFFFFFF'))).status).toBe(403);
    expect((await fetch(url.replace(/&oh=[^&]+/, ''))).status).toBe(403);
  });

  it('media can be announced with a wrong length: then it ends early, or is cut where it was said to end', async () => {
    const { media_url: url } = await sandbox.post<Posted>('/_sandbox/stories', { account: 'kilnbird.mx' });
    const whole = Buffer.from(await (await fetch(url)).arrayBuffer());
    await sandbox.post('/_sandbox/faults', { match: 'media', times: 1, fault: { length_off: 700 } });
    const longer = await fetch(url);
    expect(Number(longer.headers.get('content-length'))).toBe(whole.length + 700);
    await expect(longer.arrayBuffer()).rejects.toThrow('terminated');
    await sandbox.post('/_sandbox/faults', { match: 'media', times: 1, fault: { length_off: -700 } });
    const shorter = Buffer.from(await (await fetch(url)).arrayBuffer());
    expect(shorter.equals(whole.subarray(0, -700))).toBe(true);
  });

  it('cannot be deleted by the API', async () => {
    const { id } = await sandbox.post<Posted>('/_sandbox/stories', { account: 'kilnbird.us' });
    expect((await graph(sandbox, 'DELETE', id)).error).toMatchObject({ code: 10 });
  });
});

describe('insights', () => {
  it('a story nobody has seen yet has none, an older one has', async () => {
    const young = await sandbox.post<Posted>('/_sandbox/stories', { account: 'kilnbird.de' });
    const posted = new Date(Date.now() - 6 * 60 * 60 * 1000).toISOString();
    const old = await sandbox.post<Posted>('/_sandbox/stories', {
      account: 'kilnbird.de',
      posted_at: posted,
    });
    expect((await get(`${young.id}/insights`, { params: { metric: 'views' } })).error).toMatchObject({
      code: 10,
      message: '(#10) Not enough viewers for the media to show insights',
    });
    const { body } = await get(`${old.id}/insights`, { params: { metric: 'views,reach,replies,shares' } });
    expect(body['data']).toHaveLength(4);
    const parts = await get(`${old.id}/insights`, {
      params: { metric: 'navigation', breakdown: 'story_navigation_action_type' },
    });
    expect(parts.body['data']).toMatchObject([
      { total_value: { breakdowns: [{ dimension_keys: ['story_navigation_action_type'] }] } },
    ]);
    expect((await get(`${old.id}/insights`, { params: { metric: 'impressions' } })).error).toMatchObject({
      code: 100,
    });
    expect(
      (
        await get(`${old.id}/insights`, {
          params: { metric: 'views,navigation', breakdown: 'story_navigation_action_type' },
        })
      ).error,
    ).toMatchObject({ code: 1 });
  });
});

describe('batch', () => {
  type Item = { code: number; body: string; headers?: { name: string; value: string }[] } | null;
  const batch = async (items: unknown, extra: Record<string, string> = {}) =>
    graph(sandbox, 'POST', '', {
      form: {
        batch: typeof items === 'string' ? items : JSON.stringify(items),
        include_headers: 'false',
        ...extra,
      },
    });
  const item = (id: string) => ({ method: 'GET', relative_url: `v26.0/${id}/stories?fields=id` });

  it('answers in order with bodies as texts, and one failing item leaves the others alone', async () => {
    const { status, body } = await batch([
      item(japan),
      item('123456'),
      { method: 'GET', relative_url: `${japan}/stories?fields=nothing` },
      item(brazil),
    ]);
    const items = body as unknown as Item[];
    expect(status).toBe(200);
    expect(items.map((each) => each?.code)).toEqual([200, 400, 400, 200]);
    expect(items[0]).not.toHaveProperty('headers');
    expect(JSON.parse(items[1]?.body ?? '')).toMatchObject({ error: { code: 100, error_subcode: 33 } });
  });

  it('gives the usage headers of each item when headers are wanted', async () => {
    const { body } = await batch([item(japan)], { include_headers: 'true' });
    expect((body as unknown as Item[])[0]?.headers?.map(({ name }) => name)).toContain(
      'X-Business-Use-Case-Usage',
    );
  });

  it('refuses more than fifty items and what is no batch', async () => {
    expect((await batch(Array.from({ length: 51 }, () => item(japan)))).error).toMatchObject({
      code: 100,
      type: 'GraphBatchException',
    });
    for (const wrong of ['', '{}', '[]', '[1]', '[{"method":"GET"}]'])
      expect((await batch(wrong)).error).toMatchObject({ code: 100 });
    expect(
      ((await batch(Array.from({ length: 50 }, () => item(japan)))).body as unknown as Item[]).length,
    ).toBe(50);
  });

  it('refuses ids inside an item too', async () => {
    const { body } = await batch([{ method: 'GET', relative_url: `v26.0/?ids=${brazil}` }]);
    expect((body as unknown as Item[])[0]?.code).toBe(500);
  });

  it('answers null for an item that is lost, an error for one that is refused, and the rest as always', async () => {
    await sandbox.post('/_sandbox/faults', { match: 'stories', times: 1, fault: { lose_answer: true } });
    await sandbox.post('/_sandbox/faults', {
      match: `/${brazil}/stories`,
      times: 1,
      fault: { refuse: { code: 80002 } },
    });
    const items = (await batch([item(japan), item(brazil), item(brazil)])).body as unknown as Item[];
    expect(items[0]).toBeNull();
    expect(JSON.parse(items[1]?.body ?? '')).toMatchObject({ error: { code: 80002 } });
    expect(items[2]?.code).toBe(200);
  });

  it('can fail as a whole, carry exhausted usage, and be cut off', async () => {
    await sandbox.post('/_sandbox/faults', { match: 'batch', times: 1, fault: { refuse: { code: 4 } } });
    expect((await batch([item(japan)])).error).toMatchObject({ code: 4 });
    await sandbox.post('/_sandbox/faults', {
      match: 'batch',
      times: 1,
      fault: { usage: { call_count: 100, estimated_time_to_regain_access: 19 } },
    });
    expect((await batch([item(japan)])).headers.get('x-business-use-case-usage')).toContain(
      '"estimated_time_to_regain_access":19',
    );
    await sandbox.post('/_sandbox/faults', { match: 'batch', times: 1, fault: { cut_body: true } });
    await expect(batch([item(japan)])).rejects.toThrow('terminated');
    await sandbox.post('/_sandbox/faults', {
      match: 'batch',
      times: 1,
      fault: { status: 502, body: '<html>Bad Gateway</html>' },
    });
    await expect(batch([item(japan)])).rejects.toThrow(SyntaxError);
    expect((await batch([item(japan)])).status).toBe(200);
  });
});
