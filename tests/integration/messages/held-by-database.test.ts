import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { alert, attempt, message } from '#db/schema.ts';
import { newId } from '#lib/ids.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import {
  sampleAccount,
  sampleNumber,
  sampleRegion,
  sampleSender,
  sampleStory,
} from '#tests/support/sample-brand.ts';
import type { AttemptOutcome, BuzzKind } from '#lib/words.ts';

let database: TestDatabase;
let senderId: string;
let regionId: string;
let numberId: string;
beforeAll(async () => {
  database = await testDatabase();
  senderId = await sampleSender(database.db);
  regionId = await sampleRegion(database.db);
});
afterAll(() => database.close());
beforeEach(async () => {
  numberId = await sampleNumber(database.db, regionId, 'Ana');
});

const addMessage = async (kind: BuzzKind, over: { dedupeKey?: string; leaseEpoch?: number } = {}) => {
  const id = newId();
  await database.db.insert(message).values({
    id,
    kind,
    senderId,
    numberId,
    dedupeKey: id,
    dueAt: new Date(),
    usefulUntil: new Date(Date.now() + 3_600_000),
    ...over,
  });
  return id;
};
const addAttempt = async (messageId: string, n: number, outcome: AttemptOutcome) => {
  const id = newId();
  await database.db.insert(attempt).values({ id, messageId, senderId, n, epoch: n, opaqueId: id, outcome });
};
const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  return String((error as { cause?: { constraint_name?: string } } | undefined)?.cause?.constraint_name);
};

test.each<[AttemptOutcome, AttemptOutcome]>([
  ['sending', 'sending'],
  ['uncertain', 'sending'],
  ['sending', 'uncertain'],
])('a message with an attempt that is %s gets no other that is %s', async (first, second) => {
  const id = await addMessage('story');
  await addAttempt(id, 1, first);
  expect(await refusal(addAttempt(id, 2, second))).toBe('attempt_one_open');
});

test('once an attempt is proven not to be accepted, another may be opened', async () => {
  const id = await addMessage('story');
  await addAttempt(id, 1, 'absent');
  await addAttempt(id, 2, 'not_sent');
  await addAttempt(id, 3, 'sending');
  expect(await database.db.$count(attempt)).toBeGreaterThan(2);
});

test.each([
  ['rollup', 'message_one_collecting'],
  ['summary', 'message_one_summary'],
] as const)('a number has one collecting %s', async (kind, index) => {
  await addMessage(kind);
  expect(await refusal(addMessage(kind))).toBe(index);
  await addMessage(kind, { leaseEpoch: 1 });
});

test('the same cause makes one message', async () => {
  await addMessage('story', { dedupeKey: `twice:${numberId}` });
  expect(await refusal(addMessage('story', { dedupeKey: `twice:${numberId}` }))).toBe(
    'message_dedupeKey_unique',
  );
});

test('a number has one alert of a story, carried or skipped and never both or neither', async () => {
  const { db } = database;
  const accountId = await sampleAccount(db, regionId);
  const { id: storyId } = await sampleStory(db, { accountId, regionId, postedAt: new Date() });
  const messageId = await addMessage('story');
  await db.insert(alert).values({ storyId, numberId, messageId });
  expect(await refusal(db.insert(alert).values({ storyId, numberId, messageId }))).toBe('alert_story_number');
  const other = await sampleNumber(db, regionId, 'Bo');
  const neither = db.insert(alert).values({ storyId, numberId: other });
  expect(await refusal(neither)).toBe('alert_carried_or_skipped');
  const both = db.insert(alert).values({ storyId, numberId: other, messageId, skippedReason: 'route_off' });
  expect(await refusal(both)).toBe('alert_carried_or_skipped');
});
