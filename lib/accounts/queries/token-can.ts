import { sql } from 'drizzle-orm';
import { readingScopes, sendingScopes, type TokenScope } from '../token-scopes.ts';

/** Healthy, and with these permissions as far as Meta was asked for them. */
const may = (name: string, scopes: readonly TokenScope[]) =>
  sql.raw(
    `(${name}.state = 'healthy' and (${name}.scopes = '{}' or ${name}.scopes @> array['${scopes.join("','")}']))`,
  );

/**
 * Whether a token can read accounts. Where Meta was not asked yet for its permissions, the next check of an account tells.
 * @param name what the query calls the table
 */
export const canRead = (name: string) => may(name, readingScopes);

/**
 * Whether a token can send by WhatsApp at all; from which number, only reading that tells (sender_reach).
 * @param name what the query calls the table
 */
export const canSend = (name: string) => may(name, sendingScopes);
