import { env } from '../env.ts';
import { requestAddress, shortenAddress } from './request-address.ts';

/** The network a request came from, shortened, as the audit log keeps it; null when it is not known. */
export function fromWhere(headers: Pick<Headers, 'get'>): string | null {
  const address = requestAddress(headers, env().STORYWIRE_PROXIES);
  return address === undefined ? null : shortenAddress(address);
}
