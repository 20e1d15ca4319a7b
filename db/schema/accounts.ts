import { sql } from 'drizzle-orm';
import {
  bigserial,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  approvalRules,
  checkResults,
  reuseRights,
  tokenSources,
  tokenStates,
  tokenTroubles,
} from '#lib/words.ts';
import { createdAt, id, moment, oneOf } from './columns.ts';
import { approverGroup } from './approvers.ts';
import { region } from './regions.ts';

/** A Meta access token. Several may coexist; one that breaks does not stop the others. */
export const token = pgTable(
  'token',
  {
    id: id(),
    /** Keyed hash of the token, so that the same one given twice is one row. */
    hash: text().notNull().unique(),
    /** AES-256-GCM, bound to this row's id (lib/seal.ts). */
    sealed: text().notNull(),
    source: text({ enum: tokenSources }).notNull().default('environment'),
    /** What Meta calls the system user or person it was made for. NULL: not told. */
    holder: text(),
    scopes: text().array().notNull().default([]),
    /** NULL: never expires. */
    expiresAt: moment(),
    state: text({ enum: tokenStates }).notNull().default('healthy'),
    /** Key of the words for the admin (lib/meta/classify.ts, lib/accounts/judge-token.ts). NULL while healthy. */
    brokenReason: text(),
    /** NULL: not yet checked with Meta. */
    checkedAt: moment(),
    /**
     * From when on a check is wanted that has not been made yet: since somebody asked for it, or, in the future, not
     * before since the latest did not come to its end. NULL: at its usual turn.
     */
    checkAskedAt: moment(),
    /** When everything that it reaches was last listed to the end. NULL: never yet. */
    discoveredAt: moment(),
    /** NULL: the latest check came to its end. */
    trouble: text({ enum: tokenTroubles }),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('token_state', t.state, tokenStates),
    oneOf('token_source', t.source, tokenSources),
    oneOf('token_trouble', t.trouble, tokenTroubles),
  ],
);

/** An Instagram professional account. */
export const account = pgTable(
  'account',
  {
    id: id(),
    /** Meta's id of the professional account, also used in webhooks. */
    igUserId: text().notNull().unique(),
    username: text().notNull(),
    name: text().notNull(),
    /** NULL: discovered, but not yet mapped to a region. */
    regionId: uuid().references(() => region.id),
    /** NULL: no token reaches it (any more). */
    tokenId: uuid().references(() => token.id),
    /** NULL: never checked with success. Stories found at the first check are kept and not alerted. */
    firstCheckedAt: moment(),
    lastGoodCheckAt: moment(),
    /** Not to be called before: back-off and throttling, until exactly the time that Meta names. */
    notBefore: moment(),
    /** Not to be checked before, by our own choice: its budget runs low. What matters more may still be asked. */
    pacedUntil: moment(),
    /** What other regions may do with its stories where nothing else was said of one. */
    rights: text({ enum: reuseRights }).notNull().default('free'),
    /** Who has to approve what is posted to it. */
    approvalRule: text({ enum: approvalRules }).notNull().default('one'),
    /** The group that approves, where the rule is `group`. */
    approverGroupId: uuid().references(() => approverGroup.id),
    createdAt: createdAt(),
  },
  (t) => [
    index('account_region').on(t.regionId),
    oneOf('account_rights', t.rights, reuseRights),
    oneOf('account_approval_rule', t.approvalRule, approvalRules),
    check(
      'account_group_where_the_rule_names_one',
      sql`(${t.approvalRule} = 'group') = (${t.approverGroupId} is not null)`,
    ),
  ],
);

/** Which accounts a token reaches, as it was last found out. One of those that reach an account reads it: account.tokenId. */
export const tokenReach = pgTable(
  'token_reach',
  {
    tokenId: uuid()
      .notNull()
      .references(() => token.id, { onDelete: 'cascade' }),
    accountId: uuid()
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.tokenId, t.accountId] }), index('token_reach_account').on(t.accountId)],
);

/** What was polled when, with which result. */
export const ledger = pgTable(
  'ledger',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => account.id),
    checkedAt: moment().notNull(),
    result: text({ enum: checkResults }).notNull(),
    /** Meta's code and subcode, as `100/33`. NULL when the check was good. */
    errorCode: text(),
    /** How many live stories the listing held. NULL when the check failed. */
    listed: integer(),
    /** How many of them were new. NULL when the check failed. */
    found: integer(),
    /** Longest time from *posted* to *found* among the new ones, in ms. NULL when none was new. */
    delayMs: integer(),
    /** The first good check of the account: its stories count as already known. */
    first: boolean().notNull().default(false),
  },
  (t) => [
    index('ledger_account').on(t.accountId, sql`${t.checkedAt} desc`),
    oneOf('ledger_result', t.result, checkResults),
  ],
);
