import type { Queryable } from '#db/client.ts';
import { audit } from '#db/schema.ts';
import { type Actor, actorId } from '../actor.ts';
import type { AuditOutcome } from '../words.ts';

/** One line of the audit log. `action` is noun and verb, such as `number.pause`; `detail` holds ids and shortened forms only. */
export type AuditEntry = {
  actor: Actor;
  action: string;
  thingId?: string;
  outcome?: AuditOutcome;
  /** Where it came from, when the actor does not know: somebody signing in. */
  fromWhere?: string | null;
  detail?: Record<string, unknown>;
};

/** Writes a line of the audit log in the transaction of what it records. */
export async function recordAudit(tx: Queryable, entry: AuditEntry): Promise<void> {
  await recordAuditLines(tx, [entry]);
}

/** Writes a line for each of many things that were done at once. */
export async function recordAuditLines(tx: Queryable, entries: readonly AuditEntry[]): Promise<void> {
  await tx.insert(audit).values(entries.map(auditRow));
}

const auditRow = (entry: AuditEntry): typeof audit.$inferInsert => ({
  actorKind: entry.actor.kind,
  actorId: actorId(entry.actor),
  action: entry.action,
  thingId: entry.thingId ?? null,
  outcome: entry.outcome ?? 'done',
  fromWhere: entry.fromWhere ?? (entry.actor.kind === 'user' ? entry.actor.fromWhere : null),
  detail: entry.detail ?? {},
});
