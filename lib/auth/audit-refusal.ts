import type { Queryable } from '#db/client.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/commands.ts';
import type { StorywireError } from '../errors.ts';

/**
 * Writes down that someone was refused, outside the transaction that the refusal rolled back.
 * @param where method and path, or `page` or `action`: never a query string or what was typed
 */
export async function recordRefusal(
  db: Queryable,
  actor: Actor,
  error: StorywireError,
  where: string,
): Promise<void> {
  const capability = error.values['capability'];
  const action = typeof capability === 'string' ? capability : 'request';
  await recordAudit(db, {
    actor,
    action,
    outcome: 'refused',
    detail: { where: where.slice(0, 200), reason: error.message },
  });
}
