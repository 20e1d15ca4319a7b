import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { roles, signInLinkKinds, userStates } from '#lib/words.ts';
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

/** Somebody without a session asked to be let in by WhatsApp, and was shown a code to send. */
export const signInRequest = pgTable(
  'sign_in_request',
  {
    id: id(),
    /** Keyed hash of the short code that the phone sends. */
    codeHash: text().notNull().unique(),
    /** SHA-256 of the secret in the cookie of the browser that asked. */
    browserHash: text().notNull(),
    /** Browser and system in words, shown where the link is opened elsewhere. */
    device: text().notNull(),
    /** Where to go once signed in. */
    returnTo: text().notNull(),
    createdAt: createdAt(),
    expiresAt: moment().notNull(),
    /** NULL: no phone has sent its code. */
    answeredAt: moment(),
  },
  (t) => [index('sign_in_request_expires').on(t.expiresAt)],
);

/** How often something was tried lately, by a key that holds no personal data (rate-limiter-flexible). */
export const rateLimit = pgTable('rate_limit', {
  key: text().primaryKey(),
  points: integer().notNull().default(0),
  /** Milliseconds since 1970. NULL: never ends. */
  expire: bigint({ mode: 'number' }),
});

/** A one-time link that signs a person in. */
export const signInLink = pgTable(
  'sign_in_link',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => user.id),
    /** SHA-256 of the secret in the link. */
    secretHash: text().notNull().unique(),
    kind: text({ enum: signInLinkKinds }).notNull().default('server'),
    /** What was asked for by WhatsApp. NULL unless `kind` is `whatsapp`. */
    requestId: uuid().references(() => signInRequest.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
    expiresAt: moment().notNull(),
    /** NULL: not taken back. */
    revokedAt: moment(),
    /** NULL: unused. */
    usedAt: moment(),
  },
  (t) => [index('sign_in_link_user').on(t.userId), oneOf('sign_in_link_kind', t.kind, signInLinkKinds)],
);
