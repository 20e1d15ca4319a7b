import { isIP } from 'node:net';

/** Names that lead nowhere from outside. Source: RFC 6761, 6762, 8375. */
const localNames = /(^|\.)(localhost|local|internal|lan|home\.arpa|test|example|invalid)$/;

/** Addresses of private networks and of the machine itself. Source: RFC 1918, 3927, 4193, 4291, 6598. */
const localAddresses =
  /^(0\.|10\.|127\.|169\.254\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|::1$|::$|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/i;

/**
 * Whether Meta could call an address at all, as far as its text tells. `local`:
 * it means this machine or its network. `plain`: it is not https, and Meta
 * calls nothing else. `public`: nothing speaks against it.
 */
export function reachOf(url: string): 'local' | 'plain' | 'public' {
  const { protocol, hostname } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const bare = host.replace(/\.$/, '');
  if (isIP(bare) === 0 ? localNames.test(bare) || !bare.includes('.') : localAddresses.test(bare))
    return 'local';
  return protocol === 'https:' ? 'public' : 'plain';
}
