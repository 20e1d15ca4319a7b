import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '#tests/support/eventually.ts';
import { startSandbox } from '#tests/support/sandbox.ts';
import type { Sandbox } from '#tests/support/sandbox.ts';
import { graph } from './graph-call.ts';

let sandbox: Sandbox;
let picture: string;
const account = '17841405055010002';

beforeAll(async () => {
  sandbox = await startSandbox();
  picture = (await sandbox.post<{ media_url: string }>('/_sandbox/stories', { account: 'kilnbird.br' }))
    .media_url;
});
afterAll(() => sandbox.close());

const create = (form: Record<string, string>) => graph(sandbox, 'POST', `${account}/media`, { form });
const publish = (id: unknown) =>
  graph(sandbox, 'POST', `${account}/media_publish`, { form: { creation_id: String(id) } });
const status = async (id: unknown) =>
  (await graph(sandbox, 'GET', String(id), { params: { fields: 'status_code,status' } })).body['status_code'];

describe('publishing a story', () => {
  it('is refused before the container is finished, works once, and counts against the quota', async () => {
    const { body } = await create({ media_type: 'STORIES', image_url: picture });
    expect(await status(body['id'])).toBe('IN_PROGRESS');
    expect((await publish(body['id'])).error).toMatchObject({ code: 9007, error_subcode: 2207027 });
    await eventually('the container is finished', async () => (await status(body['id'])) === 'FINISHED');
    const published = await publish(body['id']);
    const { body: stories } = await graph(sandbox, 'GET', `${account}/stories`);
    expect(stories['data']).toEqual([{ id: published.body['id'] }]);
    expect(await status(body['id'])).toBe('PUBLISHED');
    expect((await publish(body['id'])).error).toMatchObject({ code: 24, error_subcode: 2207008 });
    const limit = await graph(sandbox, 'GET', `${account}/content_publishing_limit`, {
      params: { fields: 'quota_usage,config' },
    });
    expect(limit.body['data']).toEqual([
      { quota_usage: 1, config: { quota_total: 50, quota_duration: 86_400 } },
    ]);
    expect(
      (await sandbox.get<{ facts: { fact: string }[] }>('/_sandbox/acceptance')).facts.filter(
        ({ fact }) => fact === 'published',
      ),
    ).toHaveLength(1);
  });

  it('needs the word STORIES and a picture that can be fetched', async () => {
    expect((await create({ image_url: picture })).error).toMatchObject({ code: 100, error_subcode: 2207023 });
    expect(
      (await create({ media_type: 'STORIES', image_url: 'http://127.0.0.1:9/a.jpg' })).error,
    ).toMatchObject({ code: 9004, error_subcode: 2207052 });
    expect((await publish('123')).error).toMatchObject({ code: 24, error_subcode: 2207006 });
  });

  it('meets the limits that are set, and fails in the container as Meta says it', async () => {
    const rules = { quota_total: 1, containers_per_day: 400, processing_ms: 0, container_error: 2207026 };
    await sandbox.put('/_sandbox/publishing', rules);
    const { body } = await create({ media_type: 'STORIES', image_url: picture });
    const read = await graph(sandbox, 'GET', String(body['id']), {
      params: { fields: 'status_code,status' },
    });
    expect(read.body).toMatchObject({
      status_code: 'ERROR',
      status: 'Error: Media upload has failed with error code 2207026',
    });
    await sandbox.put('/_sandbox/publishing', { container_error: null });
    const { body: good } = await create({ media_type: 'STORIES', image_url: picture });
    expect((await publish(good['id'])).error).toMatchObject({ code: 9, error_subcode: 2207042 });
    await sandbox.post(`/_sandbox/containers/${String(good['id'])}/age`, { hours: 25 });
    expect(await status(good['id'])).toBe('EXPIRED');
    expect((await publish(good['id'])).error).toMatchObject({ code: 24, error_subcode: 2207008 });
    await sandbox.put('/_sandbox/publishing', { containers_per_day: 1 });
    expect((await create({ media_type: 'STORIES', image_url: picture })).error).toMatchObject({ code: 9 });
  });
});
