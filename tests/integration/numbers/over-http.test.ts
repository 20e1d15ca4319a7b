import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { message, number, numberRegion, optIn } from '#db/schema.ts';
import type { ImportInput } from '#lib/numbers/import/import-input.ts';
import type { ImportCheck } from '#lib/numbers/queries/check-import.ts';
import { sampleRegion, sampleSender } from '#tests/support/sample-brand.ts';
import { actionState, postAction } from '#tests/support/server-action.ts';
import { startStorywire, type Storywire } from '#tests/support/storywire.ts';

let storywire: Storywire;
let regionId = '';
let headers: Record<string, string> = {};
beforeAll(async () => {
  // Without a worker: what is planned here stays as it was planned.
  storywire = await startStorywire();
  regionId = await sampleRegion(storywire.db, { name: 'United Kingdom' });
  await sampleSender(storywire.db);
  headers = { cookie: await storywire.signIn('admin'), origin: storywire.url };
});
afterAll(() => storywire.close());
beforeEach(async () => {
  await storywire.db.delete(message);
  await storywire.db.delete(number);
});

/** Adds a number by the page's form. */
async function add(fields: Record<string, string>): Promise<void> {
  const form = { regionId, kind: 'person', language: '', ...fields };
  const answer = await postAction(
    storywire,
    'app/(signed-in)/numbers/actions.ts#addNumberAction',
    form,
    headers,
  );
  expect(await actionState(answer)).toMatchObject({ status: 'done' });
}

async function post<T>(path: string, body: object): Promise<T> {
  const answer = await storywire.fetch(path, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as T;
}

/** Imports a list as it was shown. */
async function importList(input: ImportInput): Promise<unknown> {
  const { plan } = await post<ImportCheck>('/api/numbers/import/check', input);
  return post('/api/numbers/import', { ...input, digest: plan?.digest });
}

/** Which numbers are to be told what they will get. */
const welcomed = async () =>
  (
    await storywire.db
      .select({ label: number.label, kind: message.kind })
      .from(message)
      .innerJoin(number, eq(number.id, message.numberId))
      .orderBy(number.label)
  ).map(({ label, kind }) => `${label}: ${kind}`);

test('a number that is added with its consent is told what it will get, an invited one is not', async () => {
  await add({ number: '+44 7700 900101', label: 'Invited' });
  await add({
    number: '+44 7700 900102',
    label: 'Agreed',
    optIn: 'agreed',
    optInOn: '2026-01-05',
    optInWords: 'Asked by mail',
  });
  expect(await welcomed()).toEqual(['Agreed: joined']);
});

test('of an imported list those are told what they will get whom it says to have agreed and to be active, once', async () => {
  const text = [
    'number,label,region,state,opted_in_at',
    '+44 7700 900101,Agreed,United Kingdom,,2026-01-05',
    '+44 7700 900102,Invited,United Kingdom,,',
    '+44 7700 900103,Paused,United Kingdom,paused,2026-01-05',
    '+44 7700 900104,Left,United Kingdom,opted_out,2026-01-05',
  ].join('\n');
  const shown = await post<ImportCheck>('/api/numbers/import/check', { text });
  expect(shown.plan).toMatchObject({ attested: 1, invited: 1, silent: 2 });
  expect(await importList({ text })).toEqual({
    status: 'done',
    counts: { create: 4, update: 0, skip: 0, reject: 0 },
    attested: 1,
  });
  expect(await welcomed()).toEqual(['Agreed: joined']);
  expect(await importList({ text })).toMatchObject({ counts: { create: 0, skip: 4 }, attested: 0 });
  expect(await welcomed()).toEqual(['Agreed: joined']);
});

test('the file that the export gives changes nothing when it is imported', async () => {
  const other = await sampleRegion(storywire.db, { name: 'Trap, "odd" | =name' });
  await add({ number: '+44 7700 900101', label: '=1+1, "quoted"; né|e', kind: 'team' });
  await add({
    number: '+44 7700 900102',
    label: '+44 named by a sign',
    language: 'pt-BR',
    optIn: 'agreed',
    optInOn: '2026-01-05',
    optInWords: '\'Yes, please"',
  });
  await storywire.db
    .update(number)
    .set({ state: 'paused', quietHours: '22:00-07:30', buzzIntervalMinutes: 30 })
    .where(eq(number.label, '+44 named by a sign'));
  for (const { id } of await storywire.db.select({ id: number.id }).from(number))
    await storywire.db.insert(numberRegion).values({ numberId: id, regionId: other });
  const everything = async () => ({
    numbers: await storywire.db.select().from(number).orderBy(number.id),
    follows: await storywire.db.select().from(numberRegion).orderBy(numberRegion.numberId),
    optIns: await storywire.db.select().from(optIn).orderBy(optIn.id),
  });
  const before = await everything();
  const file = await storywire.fetch('/api/numbers/export', { headers });
  expect(file.status).toBe(200);
  const text = await file.text();
  expect(await importList({ text })).toEqual({
    status: 'done',
    counts: { create: 0, update: 0, skip: 2, reject: 0 },
    attested: 0,
  });
  expect(await everything()).toEqual(before);
});
