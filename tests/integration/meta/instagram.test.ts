import { afterEach, describe, expect, it } from 'vitest';
import { debugToken, discoverAccounts, listStoriesBatch, readStory } from '#lib/instagram/client.ts';
import { fixture } from '#tests/fixtures/fixture.ts';
import { sendJson, stubServer } from './stub-server.ts';
import type { Seen } from './stub-server.ts';

let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  await close?.();
  close = undefined;
});

async function stub(
  answer: (seen: Seen) => { json: unknown; status?: number; headers?: Record<string, string> },
) {
  const server = await stubServer((seen, response) => {
    const { json, status, headers } = answer(seen);
    sendJson(response, json, status, headers);
  });
  close = server.close;
  return server;
}

const story = (id: string) => ({ ...(fixture('instagram/story-image') as object), id });
const pathsOf = (seen: Seen) =>
  (
    JSON.parse(new URLSearchParams(seen.body.toString()).get('batch') ?? '[]') as { relative_url: string }[]
  ).map((part) => new URL(part.relative_url, 'http://stub/'));
const ok = (json: unknown) => ({ code: 200, body: JSON.stringify(json) });

describe('listing the stories of many accounts', () => {
  it('each account has its own result, whatever became of the others', async () => {
    const { config } = await stub(() => ({
      json: [
        ok({ data: [story('1')] }),
        { code: 400, body: JSON.stringify(fixture('graph/error-story-gone')) },
        null,
        { code: 200, body: '{"data' },
      ],
    }));
    const listings = await listStoriesBatch(config, ['a', 'b', 'c', 'd', 'e']);
    expect([...listings].map(([id, listing]) => [id, listing.ok ? 'ok' : listing.result])).toEqual([
      ['a', 'ok'],
      ['b', 'missing'],
      ['c', 'unavailable'],
      ['d', 'unavailable'],
      ['e', 'unavailable'],
    ]);
    expect(listings.get('b')).toMatchObject({ errorCode: '100/33' });
  });

  it('follows the pages of the accounts that have more, by cursor and never by Meta’s own link', async () => {
    const next = 'http://elsewhere.invalid/?access_token=X&after=P2';
    const { config, seen } = await stub((one) => ({
      json: pathsOf(one).map((path) => {
        const account = path.pathname.split('/')[2];
        if (path.searchParams.get('after') === 'P2') return ok({ data: [story(`${account}-2`)] });
        const more = account === 'a' ? { paging: { cursors: { after: 'P2' }, next } } : {};
        return ok({ data: [story(`${account}-1`)], ...more });
      }),
    }));
    const listings = await listStoriesBatch(config, ['a', 'b']);
    const ids = [...listings.values()].map((listing) =>
      listing.ok ? listing.stories.map(({ mediaId }) => mediaId) : listing,
    );
    expect(ids).toEqual([['a-1', 'a-2'], ['b-1']]);
    expect(seen.map((one) => pathsOf(one).length)).toEqual([2, 1]);
  });

  it('cursors that lead in circles end in a failure, not in a loop', async () => {
    const page = {
      data: [story('1')],
      paging: { cursors: { after: 'AGAIN' }, next: 'http://x.invalid/?after=AGAIN' },
    };
    const { config, seen } = await stub(() => ({ json: [ok(page)] }));
    const listings = await listStoriesBatch(config, ['a']);
    expect(listings.get('a')).toMatchObject({ ok: false, result: 'unknown' });
    expect(seen.length).toBeLessThanOrEqual(20);
  });

  it('a refused batch is a failure of every account, with the time that Meta names', async () => {
    const headers = {
      'x-business-use-case-usage': JSON.stringify({
        a: [{ call_count: 100, estimated_time_to_regain_access: 5 }],
      }),
    };
    const { config } = await stub(() => ({ json: fixture('graph/error-app-rate'), status: 400, headers }));
    const listings = await listStoriesBatch(config, ['a', 'b']);
    const notBefore = listings.get('a');
    expect(notBefore).toMatchObject({ ok: false, result: 'throttled', errorCode: '4' });
    expect(notBefore && !notBefore.ok && notBefore.notBefore).toBeInstanceOf(Date);
    expect(listings.get('b')).toMatchObject({ ok: false, result: 'throttled', notBefore: null });
  });

  it('an answer that is no batch, and a server that is down, are unavailable', async () => {
    const server = await stub(() => ({ json: { data: [] } }));
    expect((await listStoriesBatch(server.config, ['a'])).get('a')).toMatchObject({
      ok: false,
      result: 'unavailable',
    });
    await server.close();
    expect((await listStoriesBatch(server.config, ['a'])).get('a')).toMatchObject({
      details: 'connection refused',
    });
  });

  it('tells the usage of each account, from its own part or from the whole', async () => {
    const usage = (percent: number, id: string) => JSON.stringify({ [id]: [{ call_count: percent }] });
    const own = {
      ...ok({ data: [] }),
      headers: [{ name: 'X-Business-Use-Case-Usage', value: usage(30, 'a') }],
    };
    const { config } = await stub(() => ({
      json: [own, ok({ data: [] })],
      headers: { 'x-business-use-case-usage': usage(80, 'b') },
    }));
    const listings = await listStoriesBatch(config, ['a', 'b']);
    expect(listings.get('a')).toMatchObject({ usage: { percent: 30 } });
    expect(listings.get('b')).toMatchObject({ usage: { percent: 80 } });
  });

  it('takes no more than 50, and none is no call', async () => {
    const { config, seen } = await stub(() => ({ json: [] }));
    await expect(listStoriesBatch(config, Array.from({ length: 51 }, String))).rejects.toThrow(RangeError);
    expect(await listStoriesBatch(config, [])).toEqual(new Map());
    expect(seen).toEqual([]);
  });
});

describe('reading one story again', () => {
  it('gives its new link, and says when it is gone', async () => {
    const { config, seen } = await stub((one) =>
      one.url.pathname.endsWith('/1')
        ? { json: story('1') }
        : { json: fixture('graph/error-story-gone'), status: 400 },
    );
    expect(await readStory(config, { mediaId: '1', igUserId: 'a' })).toMatchObject({
      ok: true,
      story: { mediaId: '1', igUserId: 'a' },
    });
    expect(await readStory(config, { mediaId: '2', igUserId: 'a' })).toMatchObject({
      ok: false,
      result: 'missing',
    });
    expect(seen[0]?.url.searchParams.get('fields')).toContain('media_url');
  });
});

describe('discovering accounts', () => {
  const denied = { json: fixture('graph/error-permission'), status: 400 };

  it('goes through Pages, page by page, and through businesses; each account once', async () => {
    const { config } = await stub(({ url }) => {
      if (url.pathname.endsWith('/me/accounts')) {
        if (url.searchParams.get('after') === 'P2') return { json: fixture('instagram/pages') };
        return {
          json: {
            data: [{ id: '9' }],
            paging: { cursors: { after: 'P2' }, next: 'http://x.invalid/?after=P2' },
          },
        };
      }
      if (url.pathname.endsWith('/me/businesses'))
        return { json: { data: [{ id: '77', name: 'Demo Brand' }] } };
      if (url.pathname.endsWith('/77/owned_pages')) return { json: fixture('instagram/pages') };
      return { json: fixture('instagram/accounts-of-business') };
    });
    const found = await discoverAccounts(config);
    expect(found.ok && found.accounts.map(({ username }) => username)).toEqual([
      'demo.brand.es',
      'demo.brand.jp',
      'demo.brand.br',
    ]);
  });

  it('a token without the business permission finds the Pages it was given', async () => {
    const { config } = await stub(({ url }) =>
      url.pathname.endsWith('/me/accounts') ? { json: fixture('instagram/pages') } : denied,
    );
    const found = await discoverAccounts(config);
    expect(found.ok && found.accounts).toHaveLength(1);
  });

  it('a call that failed for now is a failure, never a shorter list', async () => {
    const { config } = await stub(({ url }) =>
      url.pathname.endsWith('/me/accounts')
        ? { json: fixture('instagram/pages') }
        : { json: fixture('graph/error-fault-of-meta'), status: 500 },
    );
    expect(await discoverAccounts(config)).toMatchObject({ ok: false, result: 'unavailable' });
  });

  it.each(['me/businesses', '77/owned_pages', '77/instagram_business_accounts'])(
    'an error that we do not know, of %s, is a failure, never a shorter list',
    async (edge) => {
      const unheardOf = { error: { message: 'Something new.', type: 'OAuthException', code: 987_654 } };
      const { config } = await stub(({ url }) => {
        if (url.pathname.endsWith(`/${edge}`)) return { json: unheardOf, status: 400 };
        if (url.pathname.endsWith('/me/businesses')) return { json: { data: [{ id: '77', name: 'Demo' }] } };
        return { json: { data: [] } };
      });
      expect(await discoverAccounts(config)).toMatchObject({ ok: false, errorCode: '987654' });
    },
  );
});

it('a token is asked about with the app’s own', async () => {
  const { config, seen } = await stub(() => ({ json: fixture('instagram/token-good') }));
  expect(await debugToken(config)).toMatchObject({ ok: true, token: { valid: true } });
  expect(seen[0]?.headers.authorization).toBe('Bearer 990000000000001|app-secret');
  expect(seen[0]?.url.searchParams.get('input_token')).toBe('EAAtoken');
});
