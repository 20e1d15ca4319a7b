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

/**
 * Whom an address counts as: an IPv4 address by itself, an IPv6 address by its
 * first 64 bits, since every household and phone has all the addresses after them.
 */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.split('%')[0]!.split('::');
  const groups = (text: string) => text.split(':').filter(Boolean);
  const after = groups(tail ?? '');
  // An IPv4 address at the end stands for two groups.
  const taken = groups(head).length + after.length + (address.includes('.') ? 1 : 0);
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - taken)).fill('0');
  const first = [...groups(head), ...zeros, ...after].slice(0, 4);
  return `${first.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
