import { z } from 'zod';
import type { Mode } from '../words.ts';
import { LaunchError } from './launch-error.ts';

/** What the launcher itself needs to know; web and worker check the rest (lib/env.ts). */
export type LaunchSettings = {
  mode: Mode;
  dev: boolean;
  host: string;
  port: number;
  sandboxPort: number;
  workerPort: number;
  dataFolder: string;
  /** Absent: the embedded PostgreSQL. */
  databaseUrl: string | undefined;
  publicUrl: string;
  /** The demo brand posts by itself; off in tests that post what they need. */
  demo: boolean;
};

const together = ['META_APP_ID', 'META_APP_SECRET', 'META_WEBHOOK_VERIFY_TOKEN'] as const;
const whatsapp = ['WHATSAPP_PHONE_NUMBER_ID', 'WHATSAPP_BUSINESS_ACCOUNT_ID'] as const;

/**
 * Decides, once, what is to be started. Empty values count as absent.
 * @throws LaunchError with a remedy
 */
export function launchSettings(
  source: Record<string, string | undefined>,
  flags: { dev: boolean },
): LaunchSettings {
  const given = (name: string) => source[name]?.trim() || undefined;
  const mode = decideMode(given);
  const host = given('HOST') ?? '127.0.0.1';
  const port = readPort('PORT', given('PORT') ?? '3000');
  return {
    mode,
    dev: flags.dev,
    host,
    port,
    sandboxPort: readPort('SANDBOX_PORT', given('SANDBOX_PORT') ?? '4010'),
    workerPort: readPort('WORKER_PORT', given('WORKER_PORT') ?? '3001'),
    dataFolder: given('STORYWIRE_DATA') ?? '.data',
    databaseUrl: readDatabaseUrl(given('DATABASE_URL')),
    publicUrl: (
      given('STORYWIRE_URL') ?? `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`
    ).replace(/\/+$/, ''),
    demo: given('SANDBOX_DEMO') !== 'off',
  };
}

function decideMode(given: (name: string) => string | undefined): Mode {
  const missing = together.filter((name) => !given(name));
  // The access token may be entered in the app as well; alone it means nothing.
  const half = missing.length < together.length || given('META_ACCESS_TOKEN') !== undefined;
  if (missing.length > 0 && half) {
    throw new LaunchError(
      `The Meta credentials are half-set: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing. Give all of ${together.join(', ')}, or none of them for the sandbox.`,
    );
  }
  const numbers = whatsapp.filter((name) => given(name));
  if (numbers.length === 1) {
    throw new LaunchError(
      `${whatsapp.join(' and ')} belong together: give both for alerts by WhatsApp, or neither for a feed without alerts.`,
    );
  }
  const mode = missing.length === 0 ? 'meta' : 'sandbox';
  if (mode === 'sandbox' && numbers.length > 0) {
    throw new LaunchError(
      `${whatsapp.join(' and ')} are set, but the Meta credentials are not: give ${together.join(', ')} too, or unset them for the sandbox.`,
    );
  }
  return mode;
}

function readPort(name: string, text: string): number {
  const result = z.coerce.number().int().min(1).max(65_535).safeParse(text);
  if (!result.success)
    throw new LaunchError(
      `${name} must be a port between 1 and 65535; set it to a free one or leave it out.`,
    );
  return result.data;
}

function readDatabaseUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (!/^postgres(ql)?:\/\/[^/]+\/.+/.test(text)) {
    throw new LaunchError(
      'DATABASE_URL must look like postgres://user:password@host:5432/name; mend it, or unset it for the embedded database.',
    );
  }
  return text;
}
