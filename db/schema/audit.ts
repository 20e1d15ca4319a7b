import { bigserial, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { actorKinds, auditOutcomes } from '#lib/words.ts';
import { moment, oneOf } from './columns.ts';

/**
 * Who did what, refusals included. Append-only: the role that web and worker
 * use may insert and read, and nothing else. Ids and shortened forms only.
 */
export const audit = pgTable(
  'audit',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    at: moment().notNull().defaultNow(),
    actorKind: text({ enum: actorKinds }).notNull(),
    /** User or number id; for the system, which part of it acted. */
    actorId: text().notNull(),
    /** Verb and noun, such as `number.pause`. */
    action: text().notNull(),
    /** Id of the thing it was done to. NULL: none in particular. */
    thingId: text(),
    outcome: text({ enum: auditOutcomes }).notNull(),
    /** The network it came from, shortened (lib/auth/from-where.ts). NULL: from the system, or unknown. */
    fromWhere: text(),
    detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  },
  (t) => [
    index('audit_at').on(t.at),
    index('audit_action').on(t.action, t.at),
    index('audit_actor').on(t.actorId, t.at),
    index('audit_thing').on(t.thingId, t.at),
    oneOf('audit_actor_kind', t.actorKind, actorKinds),
    oneOf('audit_outcome', t.outcome, auditOutcomes),
  ],
);
