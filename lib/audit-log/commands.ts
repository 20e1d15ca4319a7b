import type { Database } from '#db/client.ts';
import type { UserActor } from '../actor.ts';
import { recordAudit } from '../audit/commands.ts';
import type { AuditFilters } from './audit-input.ts';
import { auditScope } from './queries/audit-scope.ts';

/**
 * Writes down that somebody takes the log away as a file, before the first line is given out.
 * @throws StorywireError `forbidden`
 */
export async function recordAuditExport(
  db: Database,
  { actor, filters }: { actor: UserActor; filters: AuditFilters },
): Promise<void> {
  auditScope(actor);
  const { q, ...named } = filters;
  // What was typed to search may be a name or a number: that there was something is enough.
  const detail = { ...named, ...(q === undefined ? {} : { searched: true }) };
  await recordAudit(db, { actor, action: 'audit.export', detail });
}
