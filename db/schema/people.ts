import { sql } from 'drizzle-orm';
import { boolean, index, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { roles, userStates } from '#lib/words.ts';
import { createdAt, id, moment, oneOf } from './columns.ts';
import { region } from './regions.ts';

/** A person who may sign in. */
export const user = pgTable(
  'user',
  {
    id: id(),
    name: text().notNull(),
    /** NULL: known by another identity only. Lower case. */
    email: text().unique(),
    state: text({ enum: userStates }).notNull().default('active'),
    /** One of the demo brand's people, who can be chosen on the sign-in page in sandbox mode. */
    demo: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [oneOf('user_state', t.state, userStates)],
);

/** How a person is known to an issuer. Users are keyed by this, never by e-mail alone. */
export const identity = pgTable(
  'identity',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => user.id),
    issuer: text().notNull(),
    subject: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [unique('identity_issuer_subject').on(t.issuer, t.subject)],
);

/** A role, everywhere or in one region. */
export const grant = pgTable(
  'grant',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => user.id),
    role: text({ enum: roles }).notNull(),
    /** NULL: in every region. */
    regionId: uuid().references(() => region.id),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('grant_once').on(
      t.userId,
      t.role,
      sql`coalesce(${t.regionId}, '00000000-0000-0000-0000-000000000000')`,
    ),
    oneOf('grant_role', t.role, roles),
  ],
);

/** A signed-in device. The cookie carries only its id; every request looks it up. */
export const session = pgTable(
  'session',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => user.id),
    /** Browser and system in words, from the user agent. */
    device: text().notNull(),
    createdAt: createdAt(),
    lastUsedAt: moment().notNull().defaultNow(),
    /** Absolute end, whatever the use. */
    expiresAt: moment().notNull(),
    /** NULL: still good. */
    revokedAt: moment(),
  },
  (t) => [index('session_user').on(t.userId)],
);

/** A one-time link that signs a person in. */
export const signInLink = pgTable('sign_in_link', {
  id: id(),
  userId: uuid()
    .notNull()
    .references(() => user.id),
  /** SHA-256 of the secret in the link. */
  secretHash: text().notNull().unique(),
  createdAt: createdAt(),
  expiresAt: moment().notNull(),
  /** NULL: unused. */
  usedAt: moment(),
});
