import { isIP } from 'node:net';

/**
 * Request header in which the web process writes down whom it is connected to.
 * What a request itself says there is overwritten (lib/auth/tell-address.ts).
 */
export const connectionHeader = 'x-storywire-connection';

/**
 * The address that a request came from. Forwarding headers are believed only
 * as far as our own proxies reach: each of them adds the address that it was
 * called from at the end, so the wanted one stands that many places from there.
 * @param proxies how many reverse proxies of ours stand before the web process (STORYWIRE_PROXIES)
 * @returns undefined when it is not known
 */
export function requestAddress(headers: Pick<Headers, 'get'>, proxies: number): string | undefined {
  const forwarded = (headers.get('x-forwarded-for') ?? '').split(',').map((each) => each.trim());
  const told = proxies === 0 ? headers.get(connectionHeader) : forwarded.at(-proxies);
  const address = told?.replace(/^::ffff:(?=\d+\.)/i, '');
  return address !== undefined && isIP(address) !== 0 ? address : undefined;
}

/** A network instead of one household's address: `203.0.113.···` or `2001:db8:7:···`. */
export function shortenAddress(address: string): string {
  if (isIP(address) === 4) return `${address.split('.').slice(0, 3).join('.')}.···`;
  const [head = '', tail] = address.split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? [] : Array<string>(8 - before.length - after.length).fill('0');
  return `${[...before, ...zeros, ...after].slice(0, 3).join(':')}:···`;
}
