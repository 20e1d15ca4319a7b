import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { databaseTime } from '#lib/messages/queries/database-time.ts';
import { databaseClock } from '#lib/worker/database-clock.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => database.close());

const hourMs = 60 * 60_000;

test.each([1, -1, 25, -25])(
  'a worker whose wall clock is %i h fast writes down the time that the database tells',
  async (hours) => {
    const { now } = await databaseClock(database.db);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * hourMs });
    // Set to another time while it runs, as well as from the start.
    const { now: set } = await databaseClock(database.db);
    const told = (await databaseTime(database.db)).getTime();
    for (const clock of [now, set]) expect(Math.abs(clock().getTime() - told)).toBeLessThan(hourMs / 60);
  },
);

test('a clock that stood still while the machine slept is right again once it was set', async () => {
  const clock = await databaseClock(database.db);
  const stood = vi.spyOn(performance, 'now').mockReturnValue(performance.now() - hourMs);
  try {
    await clock.set();
    const told = (await databaseTime(database.db)).getTime();
    expect(Math.abs(clock.now().getTime() - told)).toBeLessThan(hourMs / 60);
  } finally {
    stood.mockRestore();
  }
});
