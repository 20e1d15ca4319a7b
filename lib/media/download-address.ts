import { BlockList, isIP } from 'node:net';

/**
 * Whether a link may be downloaded from. `anyAddress` is true for the origin
 * of META_GRAPH_URL alone, which the operator chose: it may be a private
 * address, as the sandbox's is. Everywhere else the resolved address must be
 * public, too ({@link isPublicAddress}).
 */
export type DownloadAddress = { ok: true; url: URL; anyAddress: boolean } | { ok: false; reason: string };

/** Where Meta keeps what people posted. */
const cdnSuffixes = ['cdninstagram.com', 'fbcdn.net', 'lookaside.fbsbx.com'];

/**
 * Decides on a link (or a redirect's target) by its text alone. Nothing but
 * Meta's own hosts over https, and the origin of META_GRAPH_URL, is ever asked
 * for a file, whatever the answer that named it said.
 * @param graphUrl META_GRAPH_URL
 * @param base the address that a redirect's target is relative to
 */
export function downloadAddress(link: string, graphUrl: string, base?: URL): DownloadAddress {
  if (!URL.canParse(link, base)) return { ok: false, reason: 'not an address' };
  const url = new URL(link, base);
  if (url.username !== '' || url.password !== '') return { ok: false, reason: 'carries a user name' };
  if (url.origin === new URL(graphUrl).origin) return { ok: true, url, anyAddress: true };
  if (url.protocol !== 'https:') return { ok: false, reason: 'is not https' };
  if (url.port !== '') return { ok: false, reason: 'names a port' };
  const host = url.hostname.toLowerCase();
  if (!cdnSuffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`))) {
    return { ok: false, reason: 'is not one of Meta’s hosts' };
  }
  return { ok: true, url, anyAddress: false };
}

/** IPv4 space that is private, shared, local, reserved or multicast (IANA special-purpose registry). */
const closed = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  closed.addSubnet(network, prefix, 'ipv4');
}

/** IPv6 has one public range; the parts of it that tunnel to IPv4 or are reserved are taken out again. */
const open6 = new BlockList();
open6.addSubnet('2000::', 3, 'ipv6');
const closed6 = new BlockList();
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  closed6.addSubnet(network, prefix, 'ipv6');
}

/**
 * Whether an address is on the public internet. IPv4 addresses in IPv6 clothes
 * (`::ffff:127.0.0.1`, NAT64, 6to4) are refused altogether: Meta needs none.
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !closed.check(address, 'ipv4');
    case 6:
      return open6.check(address, 'ipv6') && !closed6.check(address, 'ipv6');
    default:
      return false;
  }
}
