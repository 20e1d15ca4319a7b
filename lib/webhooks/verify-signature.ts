import { createHmac, timingSafeEqual } from 'node:crypto';

const format = /^sha256=([0-9a-f]{64})$/i;

/**
 * Whether `X-Hub-Signature-256` fits the body. The body must be the bytes as
 * they came: Meta signs what it sends, with its own escapes, and JSON that was
 * parsed and written again no longer fits. The older SHA-1 header counts for
 * nothing.
 * Source: graph-api/webhooks/getting-started.
 * @param secrets the app's secret, and during a rotation the one before it
 */
export function verifySignature(raw: Buffer, header: string | null, secrets: string[]): boolean {
  const hex = format.exec(header ?? '')?.[1];
  if (hex === undefined) return false;
  const given = Buffer.from(hex, 'hex');
  // Every secret is tried, so that the time taken does not tell which one fits.
  return secrets
    .filter((secret) => secret !== '')
    .map((secret) => timingSafeEqual(createHmac('sha256', secret).update(raw).digest(), given))
    .includes(true);
}
