import type { Database } from '#db/client.ts';
import { databaseTime } from '../messages/queries/database-time.ts';

export type DatabaseClock = {
  /** What time it is by the database's clock, as far as is known. */
  now: () => Date;
  /** Asks the database anew; a machine that sleeps stops the clock that goes on in between. */
  set: () => Promise<void>;
};

/**
 * A clock that goes by the database's. What a worker writes down is read by
 * others: with a wall clock that is an hour fast it would tell them that an
 * account was checked an hour from now, and that a story was found too late to
 * be news.
 * @throws when the database cannot be asked
 */
export async function databaseClock(db: Database): Promise<DatabaseClock> {
  let offsetMs = 0;
  const set = async (): Promise<void> => {
    const askedMs = performance.now();
    const told = await databaseTime(db);
    // The answer may have taken a while: it was true somewhere between.
    offsetMs = told.getTime() - (askedMs + performance.now()) / 2;
  };
  await set();
  return { now: () => new Date(performance.now() + offsetMs), set };
}
