import { randomBytes } from 'node:crypto';
import { request } from 'undici';
import type { SetUpProbe } from './set-up-probe.ts';

const patienceMs = 10_000;

/**
 * Calls our own public address as Meta does in its handshake: with a challenge
 * that has to come back as it is. The address is the operator's own
 * (STORYWIRE_URL); it is not followed anywhere else.
 */
export async function shakeOwnHand(
  publicUrl: string,
  verifyToken: string,
  signal: AbortSignal,
): Promise<SetUpProbe['address']> {
  const challenge = randomBytes(12).toString('hex');
  const address = new URL(`${publicUrl}/api/webhooks/whatsapp`);
  address.searchParams.set('hub.mode', 'subscribe');
  address.searchParams.set('hub.challenge', challenge);
  address.searchParams.set('hub.verify_token', verifyToken);
  try {
    const { statusCode, body } = await request(address, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
      headersTimeout: patienceMs,
      bodyTimeout: patienceMs,
    });
    const text = await readStart(body, challenge.length + 1);
    return statusCode === 200 && text === challenge ? 'answered' : 'stranger';
  } catch {
    // Whatever it was, whoever calls from outside would meet it too; the page says what to look at.
    return 'unreachable';
  }
}

/** As much of an answer as decides; what a stranger goes on sending is not read. */
async function readStart(body: AsyncIterable<Buffer>, length: number): Promise<string> {
  let text = '';
  for await (const part of body) {
    text += part.toString('latin1');
    if (text.length >= length) break;
  }
  return text.slice(0, length);
}
