import type { Queryable } from '#db/client.ts';
import { env } from '../env.ts';
import { limit, type Limited, type Try } from './rate-limit.ts';
import { networkOf, requestAddress } from './request-address.ts';

/**
 * Counts a try of whoever sent a request, by address.
 * @throws StorywireError `too_many`
 */
export async function limitRequest(
  db: Queryable,
  headers: Pick<Headers, 'get'>,
  what: Limited,
): Promise<Try> {
  // Whoever comes past the proxies has no forwarded address, and is told apart by the connection's.
  const address = requestAddress(headers, env().STORYWIRE_PROXIES) ?? requestAddress(headers, 0);
  return await limit(db, { what, key: address === undefined ? 'unknown' : networkOf(address) });
}
