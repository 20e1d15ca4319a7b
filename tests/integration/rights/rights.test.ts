import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { account, audit, reuseQuestion, storyRights } from '#db/schema.ts';
import type { Grant, UserActor } from '#lib/actor.ts';
import { getStory } from '#lib/feed/queries/get-story.ts';
import { newId } from '#lib/ids.ts';
import { answerReuse, askReuse } from '#lib/rights/commands/ask-reuse.ts';
import { clearStoryRights, setAccountRights, setStoryRights } from '#lib/rights/commands/set-rights.ts';
import { getReuse } from '#lib/rights/queries/get-reuse.ts';
import { listOpenQuestions } from '#lib/rights/queries/get-story-rights.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import {
  personWith,
  samplePerson,
  sampleAccount,
  sampleRegion,
  type SampleStory,
  sampleStory,
} from '#tests/support/sample-brand.ts';

let database: TestDatabase;
let brazil = '';
let portugal = '';
let japan = '';
let accountId = '';
let source: UserActor;
let asker: UserActor;
let story: SampleStory;

const somebody = (name: string, ...grants: Grant[]) => samplePerson(database.db, name, ...grants);

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  [brazil, portugal, japan] = [
    await sampleRegion(db, { name: 'Brazil' }),
    await sampleRegion(db, { name: 'Portugal' }),
    await sampleRegion(db, { name: 'Japan' }),
  ];
  accountId = await sampleAccount(db, brazil);
  source = await somebody('Bia', { role: 'editor', regionId: brazil });
  asker = await somebody('Rui', { role: 'editor', regionId: portugal });
});
afterAll(() => database.close());
beforeEach(async () => {
  const { db } = database;
  await db.update(account).set({ rights: 'free' }).where(eq(account.id, accountId));
  story = await sampleStory(db, { accountId, regionId: brazil, postedAt: new Date() });
});

const set = (over: Partial<Parameters<typeof setStoryRights>[1]> = {}) =>
  setStoryRights(database.db, {
    actor: source,
    storyId: story.id,
    rights: 'ask_first',
    lastDay: null,
    regionIds: null,
    words: null,
    ...over,
  });
const reuse = (regionId = portugal, now = new Date()) =>
  getReuse(database.db, { actor: asker, storyId: story.id, regionId, now });
const ask = (actor = asker, regionId = portugal) =>
  askReuse(database.db, { actor, storyId: story.id, regionId, words: 'For tomorrow', now: new Date() });
const openQuestion = async () => (await listOpenQuestions(database.db, { actor: source })).at(-1);
const answer = async (questionId: string, said: 'yes' | 'no', words: string | null = null, actor = source) =>
  answerReuse(database.db, { actor, questionId, answer: said, words });

test("an account's default holds until a story has rights of its own, and again once they are cleared", async () => {
  const { db } = database;
  expect(await reuse()).toMatchObject({ may: 'free', reason: 'free' });
  await setAccountRights(db, { actor: source, accountId, rights: 'not_reused' });
  expect(await reuse()).toMatchObject({ may: 'not', reason: 'not_reused' });
  await set({ rights: 'free', words: 'Our own shoot' });
  expect(await reuse()).toMatchObject({ may: 'free', words: 'Our own shoot' });
  await clearStoryRights(db, { actor: source, storyId: story.id });
  expect(await reuse()).toMatchObject({ may: 'not', words: null });
});

test('rights end with the day that was chosen, by the clocks of the region whose story it is', async () => {
  await set({ rights: 'free', lastDay: '2026-11-25' });
  // The sample regions live in Madrid, an hour ahead of UTC.
  expect(await reuse(portugal, new Date('2026-11-25T22:59:59Z'))).toMatchObject({ may: 'free' });
  expect(await reuse(portugal, new Date('2026-11-25T23:00:00Z'))).toMatchObject({
    may: 'not',
    reason: 'over',
  });
});

test('rights for some regions hold there and nowhere else', async () => {
  await set({ rights: 'free', regionIds: [japan] });
  expect(await reuse(japan)).toMatchObject({ may: 'free' });
  expect(await reuse(portugal)).toMatchObject({ may: 'not', reason: 'elsewhere' });
  await expect(set({ regionIds: [] })).rejects.toMatchObject({ message: 'rightsNowhere' });
  await expect(set({ regionIds: [newId()] })).rejects.toMatchObject({ message: 'regionUnknown' });
});

test('what is not to be reused keeps no day and no regions', async () => {
  await set({ rights: 'not_reused', lastDay: '2026-11-25', regionIds: [japan] });
  const [row] = await database.db.select().from(storyRights).where(eq(storyRights.storyId, story.id));
  expect(row).toMatchObject({ rights: 'not_reused', until: null, regionIds: null });
});

test("only editors of the story's region set rights and answer; only a region's editors ask for it", async () => {
  const { db } = database;
  const viewer = await somebody('Vera', { role: 'viewer', regionId: brazil });
  for (const actor of [asker, viewer]) {
    await expect(set({ actor })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(clearStoryRights(db, { actor, storyId: story.id })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(setAccountRights(db, { actor, accountId, rights: 'free' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  }
  await set();
  await expect(ask(source)).rejects.toMatchObject({ code: 'forbidden' });
  await ask();
  const question = await openQuestion();
  for (const actor of [asker, viewer])
    await expect(answer(question?.id ?? '', 'yes', null, actor)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(answer(newId(), 'yes')).rejects.toMatchObject({ code: 'not_found' });
  await expect(set({ storyId: newId() })).rejects.toMatchObject({ code: 'not_found' });
});

test('a question waits with the team, and its answer with words shows to who asked', async () => {
  const { db } = database;
  await set();
  expect(await reuse()).toMatchObject({ may: 'ask_first', reason: 'ask' });
  expect(await ask()).toEqual({ team: 'Brazil' });
  expect(await reuse()).toMatchObject({ may: 'ask_first', reason: 'waiting' });
  const question = await openQuestion();
  expect(question).toMatchObject({ code: story.code, by: 'Rui', words: 'For tomorrow', mayAnswer: true });
  expect(await listOpenQuestions(db, { actor: asker })).toEqual([]);

  expect(await answer(question?.id ?? '', 'yes', 'With credit')).toEqual({ region: 'Portugal' });
  expect(await reuse()).toEqual({ may: 'free', reason: 'said_yes', words: 'With credit' });
  expect(await reuse(japan)).toMatchObject({ may: 'ask_first', reason: 'ask' });
  const { rights } = await getStory(db, { actor: asker, code: story.code });
  expect(rights.questions).toMatchObject([
    { answer: { answer: 'yes', words: 'With credit', by: 'Bia' }, mayAnswer: false },
  ]);
  expect(rights.standings).toMatchObject([{ region: { name: 'Portugal' }, reuse: { may: 'free' } }]);
  const lines = await db.select({ action: audit.action }).from(audit).where(eq(audit.thingId, story.id));
  expect(lines.map(({ action }) => action)).toEqual(['rights.set', 'reuse.ask', 'reuse.answer']);
});

test('asked twice at once it is asked once, and an answer is given once', async () => {
  await set();
  await Promise.all([ask(), ask()]);
  const rows = await database.db.select().from(reuseQuestion).where(eq(reuseQuestion.storyId, story.id));
  expect(rows).toHaveLength(1);
  const id = rows[0]?.id ?? '';
  const both = await Promise.allSettled([answer(id, 'yes'), answer(id, 'no')]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('after a no it may be asked again; what is free or kept back is not asked', async () => {
  await expect(ask()).rejects.toMatchObject({ message: 'reuseNothingToAsk' });
  await set();
  await ask();
  await answer((await openQuestion())?.id ?? '', 'no', 'Not before Friday');
  expect(await reuse()).toEqual({ may: 'ask_first', reason: 'said_no', words: 'Not before Friday' });
  await ask();
  await answer((await openQuestion())?.id ?? '', 'yes');
  expect(await reuse()).toMatchObject({ may: 'free' });
  await set({ rights: 'not_reused' });
  await expect(ask()).rejects.toMatchObject({ message: 'reuseNothingToAsk' });
});

test('once rights are set anew, a yes of before is to be asked for again', async () => {
  await set();
  await ask();
  await answer((await openQuestion())?.id ?? '', 'yes');
  await set({ words: 'The licence has changed' });
  expect(await reuse()).toMatchObject({ may: 'ask_first', reason: 'ask' });
});

test('questions show to the two regions they concern, and to nobody else', async () => {
  const { db } = database;
  await set();
  await ask();
  const seenBy = async (actor: UserActor) =>
    (await getStory(db, { actor, code: story.code })).rights.questions.length;
  expect(await seenBy(source)).toBe(1);
  expect(await seenBy(asker)).toBe(1);
  expect(await seenBy(personWith({ role: 'viewer', regionId: portugal }))).toBe(1);
  expect(await seenBy(personWith({ role: 'editor', regionId: japan }))).toBe(0);
  expect(await seenBy(personWith())).toBe(0);
});
