import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { number, region, user } from '#db/schema.ts';
import { actionState, postAction } from '#tests/support/server-action.ts';
import { startStorywire, type Storywire } from '#tests/support/storywire.ts';
import { fictionalNumber, makeNumber, makeRegion, type Region } from './world.ts';

let storywire: Storywire;
let own: Region;
let cookie: string;

beforeAll(async () => {
  storywire = await startStorywire();
  own = await makeRegion(storywire.db, 'Own', storywire.data);
  cookie = await storywire.signIn('admin');
});
afterAll(() => storywire.close());

const post = async (body: string) => {
  const headers = { origin: storywire.url, 'content-type': 'application/json' };
  return await storywire.fetch('/api/sign-in-link', { method: 'POST', headers, body });
};
const regionActions = 'app/(signed-in)/regions/actions.ts#';
const numberActions = 'app/(signed-in)/numbers/actions.ts#';
const send = async (name: string, fields: Record<string, string>) =>
  await actionState(
    await postAction(storywire, numberActions + name, fields, { cookie, origin: storywire.url }),
  );

test.each([
  ['no JSON', '{', 422],
  ['no object', '"secret"', 422],
  ['nothing', '', 422],
  ['a wrong type', '{"secret":1}', 422],
  ['a list in place of a text', '{"secret":["a"]}', 422],
  ['a key that is not asked for', '{"secret":"a","userId":"b"}', 422],
  ['a key that every object has', '{"secret":"a","__proto__":{"admin":true}}', 422],
  ['another such key', '{"secret":"a","constructor":{"prototype":{"admin":true}}}', 422],
  ['a text that is longer than any secret', JSON.stringify({ secret: 'x'.repeat(201) }), 422],
  ['almost a megabyte', JSON.stringify({ secret: 'x'.repeat(1_000_000) }), 422],
  ['more than a megabyte', JSON.stringify({ secret: 'x'.repeat(1_100_000) }), 413],
  ['what fits and is unknown', '{"secret":"a"}', 404],
])('a route given %s answers with a refusal, never an error of ours', async (_name, body, status) => {
  const response = await post(body);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ error: { message: expect.stringMatching(/^[A-Z].*\.$/) } });
});

test('the field at fault is named', async () => {
  expect(await (await post('{"secret":"a","userId":"b"}')).json()).toMatchObject({
    error: { code: 'invalid', field: 'userId' },
  });
});

test('whatever JSON comes, a route answers with a refusal', async () => {
  await fc.assert(
    fc.asyncProperty(fc.json(), async (body) => {
      expect([404, 422]).toContain((await post(body)).status);
    }),
    { numRuns: 60 },
  );
});

test('whatever a path or a query holds, a route refuses or finds nothing', async () => {
  const anyText = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(anyText, anyText, async (name, value) => {
      const query = new URLSearchParams({ [name]: value }).toString();
      const part = encodeURIComponent(value.replaceAll(/[\ud800-\udfff]/g, '?'));
      for (const path of [
        `/api/feed?${query}`,
        `/api/stories/${part}`,
        `/api/media/${part}/thumbnail`,
        `/api/feed?cursor=${part}`,
      ]) {
        const { status } = await storywire.fetch(path, { headers: { cookie } });
        expect({ path, fine: [200, 308, 400, 404, 405, 422].includes(status) }).toEqual({ path, fine: true });
      }
    }),
    { numRuns: 60 },
  );
});

test('a form gains nothing by fields that it does not have', async () => {
  const { id } = await makeNumber(storywire.db, own.id, 'active');
  const numbers = await storywire.db.select().from(number);
  const fields = { regionId: own.id, number: fictionalNumber(), label: 'New', kind: 'person', language: '' };
  for (const extra of ['state', 'joinCode', 'userId', 'id', '__proto__', 'constructor']) {
    const state = await send('addNumberAction', { ...fields, [extra]: 'active' });
    expect({ extra, state }).toMatchObject({ extra, state: { status: 'refused', field: extra } });
    expect(await send('pauseNumberAction', { numberId: id, [extra]: 'x' })).toMatchObject({
      status: 'refused',
    });
  }
  expect(await storywire.db.select().from(number)).toEqual(numbers);
});

test('whatever is typed into a form, nothing breaks and no role changes', async () => {
  const anyField = fc
    .string({ unit: 'binary', maxLength: 200 })
    .map((text) => text.replaceAll(/[\ud800-\udfff]/g, '?'));
  const fields = fc.record({
    regionId: anyField,
    number: anyField,
    label: anyField,
    kind: anyField,
    language: anyField,
  });
  const people = await storywire.db.select().from(user);
  await fc.assert(
    fc.asyncProperty(fields, fc.boolean(), async (given, real) => {
      const state = await send('addNumberAction', real ? { ...given, regionId: own.id } : given);
      expect(state?.status).toBe('refused');
      expect(JSON.stringify(state)).not.toContain('our side');
    }),
    { numRuns: 40 },
  );
  expect(await storywire.db.select().from(user)).toEqual(people);
});

test('a form of a megabyte is refused, and the one after it works', async () => {
  const huge = { regionId: own.id, name: 'x'.repeat(1_100_000) };
  const response = await postAction(storywire, `${regionActions}editRegionAction`, huge, {
    cookie,
    origin: storywire.url,
  });
  expect((await actionState(response))?.status).not.toBe('done');
  expect((await storywire.db.select().from(region)).map(({ name }) => name)).toEqual(['Own']);
  const { id } = await makeNumber(storywire.db, own.id, 'active');
  expect(await send('pauseNumberAction', { numberId: id })).toMatchObject({ status: 'done' });
});
