import pino from 'pino';
import { logLevel } from './env.ts';

/**
 * Anything that looks like a phone number in international form, a Meta token
 * or a wamid (which holds the number, base64). Logs carry ids and shortened
 * forms; this is the net below that rule, for texts that others wrote.
 */
const secrets =
  /\+\d[\d ()-]{6,}\d|\bEA[A-Za-z0-9]{20,}|\bwamid\.[\w=+/-]+|(access_token|appsecret_proof|hub\.verify_token)=[^&\s"]+/g;

/** Replaces what must not be logged. */
export function withoutSecrets(text: string): string {
  return text.replace(secrets, '[hidden]');
}

/** One JSON line per event on stdout. */
export const log = pino({
  level: logLevel(),
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  hooks: {
    streamWrite: withoutSecrets,
  },
});
