import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { audit, sender, template } from '#db/schema.ts';
import { systemActor } from '#lib/actor.ts';
import { connectToken } from '#lib/accounts/commands/connect-token.ts';
import { askAboutTemplates } from '#lib/messages/commands/ask-about-templates.ts';
import { saveSender } from '#lib/messages/commands/save-sender.ts';
import { saveTemplate, type TemplateFacts } from '#lib/messages/commands/save-template.ts';
import { listTemplateStates, type TemplateLine } from '#lib/messages/queries/list-template-states.ts';
import { templateSet } from '#lib/messages/templates/template-set.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { adminEverywhere, personWith, sampleRegion, viewerOf } from '#tests/support/sample-brand.ts';

const publicUrl = 'https://stories.example.org';
const actor = systemActor('test');
let database: TestDatabase;
let senderId = '';

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.delete(template);
  await database.db.delete(sender);
  await database.sql`delete from pgboss.job where name = 'templates.sync'`;
});

async function connect(): Promise<void> {
  const { db } = database;
  const tokenId = await connectToken(db, {
    actor,
    accessToken: 'a-token',
    verdict: undefined,
    now: new Date(),
  });
  senderId = (await saveSender(db, {
    actor,
    phoneNumberId: '1',
    wabaId: '2',
    asked: [{ tokenId, answer: 'read' }],
  }))!;
}

async function save(over: (own: { kind: string; language: string }) => Partial<TemplateFacts>) {
  for (const own of templateSet(publicUrl)) {
    const { name, language } = own.definition;
    const facts = { senderId, name, language, metaId: '1', category: 'UTILITY', reason: null, publicUrl };
    await saveTemplate(database.db, { ...facts, state: 'approved', ...over(own) });
  }
}

const list = () => listTemplateStates(database.db, { actor: adminEverywhere(), publicUrl });
const lineOf = async (kind: string, language: string): Promise<TemplateLine | undefined> =>
  (await list())?.kinds.find((each) => each.kind === kind)?.lines.find((line) => line.language === language);

test('without a sender there is nothing to show and nothing to ask', async () => {
  expect(await list()).toBeUndefined();
  await expect(askAboutTemplates(database.db, { actor: adminEverywhere() })).rejects.toMatchObject({
    code: 'conflict',
  });
});

test('before Meta has said anything, every one is still to be submitted', async () => {
  await connect();
  const states = await list();
  expect(states).toMatchObject({ heardAt: null, former: 0 });
  expect(states?.kinds).toHaveLength(10);
  expect(states?.kinds.flatMap(({ lines }) => lines).every(({ need }) => need === 'submit')).toBe(true);
});

test('each shows what it needs, why, and what goes out in its place', async () => {
  await connect();
  await save(({ kind, language }) => {
    if (kind === 'story' && language === 'fr') return { state: 'rejected', reason: 'PROMOTIONAL' };
    if (kind === 'rollup') return { state: 'paused' };
    if (kind === 'summary' && language === 'de') return { category: 'MARKETING' };
    if (kind === 'alarm') return { state: 'missing', reason: 'refused: template_limit (100/2388019)' };
    if (kind === 'joined' && language === 'ja') return { reason: 'QUALITY_RED' };
    return {};
  });
  expect(await lineOf('story', 'en')).toMatchObject({ need: 'nothing', instead: null });
  expect(await lineOf('story', 'fr')).toMatchObject({
    need: 'rejected',
    reason: 'PROMOTIONAL',
    instead: { language: 'en', plain: false },
  });
  expect(await lineOf('rollup', 'ar')).toMatchObject({
    need: 'paused',
    instead: { language: 'ar', plain: true },
  });
  expect(await lineOf('summary', 'de')).toMatchObject({ need: 'moved', category: 'MARKETING' });
  expect(await lineOf('alarm', 'es')).toMatchObject({ need: 'full', instead: null });
  expect(await lineOf('joined', 'ja')).toMatchObject({ need: 'poor', instead: null });
});

test('templates of an earlier address are counted, and none of them is shown', async () => {
  await connect();
  await save(() => ({}));
  expect(
    await listTemplateStates(database.db, { actor: adminEverywhere(), publicUrl: 'https://new.example.org' }),
  ).toMatchObject({ former: 63 });
});

test('only an admin of everything sees them, or has Meta asked', async () => {
  await connect();
  const regionId = await sampleRegion(database.db);
  for (const who of [
    viewerOf(regionId),
    personWith({ role: 'admin', regionId }),
    personWith({ role: 'editor', regionId: null }),
  ]) {
    await expect(listTemplateStates(database.db, { actor: who, publicUrl })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(askAboutTemplates(database.db, { actor: who })).rejects.toMatchObject({ code: 'forbidden' });
  }
});

test('asking makes one job however often it is asked, leaves a line in the audit log, and lets what was refused be tried again', async () => {
  await connect();
  await save(() => ({ state: 'missing' }));
  const admin = adminEverywhere();
  await askAboutTemplates(database.db, { actor: admin });
  await askAboutTemplates(database.db, { actor: admin });
  expect(await database.sql`select 1 from pgboss.job where name = 'templates.sync'`).toHaveLength(1);
  expect(
    await database.db.$count(audit, and(eq(audit.action, 'template.ask'), eq(audit.thingId, senderId))),
  ).toBe(2);
  expect(await database.db.$count(template, sql`${template.updatedAt} > now() - interval '10 minutes'`)).toBe(
    0,
  );
});
