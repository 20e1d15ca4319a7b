import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { account } from './accounts.ts';
import { moment } from './columns.ts';

/** What Meta last said about posting to an account, before anything is posted to it. */
export const publishingCheck = pgTable('publishing_check', {
  accountId: uuid()
    .primaryKey()
    .references(() => account.id),
  /** Posts made by the API in the moving period, how many there may be, and its length in seconds. NULL: never read. */
  quotaUsed: integer(),
  quotaTotal: integer(),
  quotaSeconds: integer(),
  quotaAt: moment(),
  /** Names the test picture of which Meta was last given the address. NULL: none was made. */
  testId: uuid(),
  testAskedAt: moment(),
  /** When our web process was asked for it. NULL: it was not. */
  testFetchedAt: moment(),
  /** When it was known what came of it. NULL: not yet. */
  testEndedAt: moment(),
  /** Key of the words, when the container failed (lib/reposts/publish-failure.ts). NULL: it did not. */
  testFailure: text(),
  /** Why the last check of all this could not be made. NULL: it could. */
  failure: text(),
  checkedAt: moment(),
});
