import { afterAll, beforeAll, expect, test } from 'vitest';
import { appRole, connect, type Connection } from '#db/client.ts';
import { isTransientFailure } from '#lib/transient-failure.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';

let database: TestDatabase;
let [frozen, other]: Connection[] = [];
beforeAll(async () => {
  database = await testDatabase();
  [frozen, other] = [connect(database.url, { max: 1 }), connect(database.url, { max: 1 })];
});
afterAll(async () => {
  await Promise.all([frozen!.close(), other!.close()]);
  await database.close();
});

test('web and workers let PostgreSQL end a transaction of 30 s; migrations do not', async () => {
  const limitOf = async ({ sql }: Connection) =>
    (
      await sql<{ role: string; limit: string }[]>`
      select current_user as role, current_setting('transaction_timeout') as limit`
    )[0];
  expect(await limitOf(other!)).toEqual({ role: appRole, limit: '30s' });
  const owner = connect(database.url, { role: null, max: 1 });
  expect((await limitOf(owner))?.limit).toBe('0');
  await owner.close();
});

test.each(['between two statements', 'within a statement'])(
  'a worker that is frozen %s does not keep its locks, takes its end for a passing failure, and its connection is made anew',
  async (where) => {
    const locked = Promise.withResolvers<void>();
    const awake = Promise.withResolvers<void>();
    await frozen!.sql`set transaction_timeout = 500`;
    const sleeping = frozen!.sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(7)`;
      locked.resolve();
      if (where === 'within a statement') await tx`select pg_sleep(3600)`;
      await awake.promise;
      // Never outside of the transaction that it was meant for.
      await tx`insert into audit (actor_kind, actor_id, action, outcome) values ('system', 'late', 'test.late', 'done')`;
    });
    const failure = sleeping.then(
      () => undefined,
      (error: unknown) => error,
    );
    await locked.promise;
    await other!.sql.begin((tx) => tx`select pg_advisory_xact_lock(7)`);
    expect(isTransientFailure(await failure)).toBe(true);
    // The driver may tell the first who asks next of the end of the former connection.
    await frozen!.sql`select 1`.catch((error: unknown) => {
      if (!isTransientFailure(error)) throw error;
    });
    awake.resolve();
    for (let n = 0; n < 3; n += 1) expect(await frozen!.sql`select 1 as one`).toEqual([{ one: 1 }]);
    await frozen!.sql.begin(async (tx) => await tx`select 1`);
    expect(await other!.sql`select from audit where actor_id = 'late'`).toHaveLength(0);
  },
);

test('a transaction that fails by itself is rolled back, and its connection goes on', async () => {
  const failing = other!.sql.begin(async (tx) => {
    await tx`insert into audit (actor_kind, actor_id, action, outcome) values ('system', 'undone', 'test.undone', 'done')`;
    await tx`select 1 / 0`;
  });
  await expect(failing).rejects.toMatchObject({ code: '22012' });
  expect(await other!.sql`select from audit where actor_id = 'undone'`).toHaveLength(0);
});

test('a failure of something else within a transaction is told at once, whatever its code', async () => {
  const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  const failing = other!.sql.begin(async (tx) => {
    await tx`insert into audit (actor_kind, actor_id, action, outcome) values ('system', 'full', 'test.full', 'done')`;
    throw full;
  });
  await expect(failing).rejects.toBe(full);
  expect(await other!.sql`select from audit where actor_id = 'full'`).toHaveLength(0);
});
