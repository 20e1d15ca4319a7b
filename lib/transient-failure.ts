/**
 * SQLSTATE classes that say nothing against what was asked: connection, rolled
 * back (deadlock), out of resources, object in use, operator intervention
 * (a database that is being stopped), system error; and 25P04, a transaction
 * that has lasted too long.
 */
const transientStates = /^((08|40|53|55|57|58)[0-9A-Z]{3}|25P04)$/;

/** What the driver and Node say when the database cannot be talked to. */
const transientCodes =
  /^(CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;

/**
 * Whether something failed for want of a database rather than for a fault of
 * its own: then it is worth repeating as it is, and nothing else is concluded.
 * Judged by the codes of the error and its causes.
 */
export function isTransientFailure(error: unknown): boolean {
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    const code = 'code' in each && typeof each.code === 'string' ? each.code : '';
    if (transientStates.test(code) || transientCodes.test(code)) return true;
  }
  return false;
}
