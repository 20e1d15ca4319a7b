import { createHmac } from 'node:crypto';
import type { Json } from '../json.ts';

/**
 * A webhook body as Meta writes it: everything outside ASCII as lower-case `\u00e4`, and `/` as `\/`
 * (Messenger platform, "validating payloads"). Whoever parses and writes it again gets another signature.
 */
export function webhookBody(value: Json): string {
  return JSON.stringify(value)
    .replaceAll('/', String.raw`\/`)
    .replace(/[\u0080-\uffff]/g, (sign) => String.raw`\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The X-Hub-Signature-256 header: HMAC of the bytes on the wire with the app secret. */
export function signatureHeader(body: string, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(body, 'utf8').digest('hex')}`;
}
