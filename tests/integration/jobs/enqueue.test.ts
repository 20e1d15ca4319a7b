import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const waiting = async () => {
  const rows = await database.db.execute(sql`select data from pgboss.job where name = 'alerts.plan'`);
  return rows.length;
};

test('a job exists once its cause is committed', async () => {
  await database.db.transaction((tx) => enqueue(tx, 'alerts.plan', { storyId: newId() }));
  expect(await waiting()).toBe(1);
});

test('a rollback takes the job along', async () => {
  const before = await waiting();
  const failing = database.db.transaction(async (tx) => {
    await enqueue(tx, 'alerts.plan', { storyId: newId() });
    throw new Error('The cause failed.');
  });
  await expect(failing).rejects.toThrow('The cause failed.');
  expect(await waiting()).toBe(before);
});

test('a payload that does not fit its job is refused before it is queued', async () => {
  const odd = { storyId: 'not an id' };
  await expect(enqueue(database.db, 'alerts.plan', odd)).rejects.toThrow();
});

test('the plain role may add to the audit log and may not change or empty it', async () => {
  const { db } = database;
  await db.execute(
    sql`insert into audit (actor_kind, actor_id, action, outcome) values ('system', 'test', 'test.add', 'done')`,
  );
  await expect(db.execute(sql`update audit set action = 'x'`)).rejects.toThrow();
  await expect(db.execute(sql`delete from audit`)).rejects.toThrow();
  await expect(db.execute(sql`truncate audit`)).rejects.toThrow();
});
