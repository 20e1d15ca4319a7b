import { request } from 'undici';
import { log } from '../log.ts';
import { type DiscoveryFault, type Issuer, readDiscovery } from './read-discovery.ts';

const timeoutMs = 5_000;
/** Entra's document has 2 KB, Okta's 4. */
const limitBytes = 256 * 1024;

/**
 * Asks an issuer how to talk to it, anew each time: people sign in rarely, and
 * what was kept would go on after the issuer has changed.
 * @returns undefined when it cannot be used; why is in the log
 */
export async function discoverIssuer(asked: string): Promise<Issuer | undefined> {
  try {
    const found = readDiscovery(await fetchDocument(`${asked}/.well-known/openid-configuration`), asked);
    if ('fault' in found) return unusable(found.fault);
    return found;
  } catch {
    // Its message would hold the issuer's address.
    return unusable('unreachable');
  }
}

async function fetchDocument(url: string): Promise<unknown> {
  // Redirects are not followed: the document must lie where its issuer says.
  const { statusCode, body } = await request(url, {
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(timeoutMs),
  });
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    if (length > limitBytes) throw new Error('too large');
    chunks.push(chunk);
  }
  if (statusCode !== 200) throw new Error('no document');
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function unusable(reason: DiscoveryFault | 'unreachable'): undefined {
  log.warn({ reason }, 'company sign-in: OIDC_ISSUER is not usable');
  return undefined;
}
