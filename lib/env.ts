import { z } from 'zod';
import { isLoopback } from './loopback.ts';
import { modes } from './words.ts';

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
const port = z.coerce.number().int().min(0).max(65_535);
const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''));

/** Values people copy from examples and forget to replace. */
const placeholder = /^(change[-_ ]?me|secret|password|x{3,}|your[-_ ].*|<.*>|todo)$/i;
const secret = z
  .string()
  .min(32, 'must have at least 32 characters')
  .refine((text) => !placeholder.test(text), 'is a placeholder; put the real value');
const credential = z
  .string()
  .min(1)
  .refine((text) => !placeholder.test(text), 'is a placeholder; put the real value');

/** `example.com`, or several with commas between them, in lower case. */
const domains = z
  .string()
  .transform((text) => text.split(',').map((each) => each.trim().toLowerCase()))
  .refine(
    (list) => list.every((each) => /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(each)),
    'must look like example.com, or several with commas between them',
  );

const shape = z.object({
  DATABASE_URL: z.url({
    protocol: /^postgres(ql)?$/,
    error: 'must look like postgres://user:password@host:5432/name',
  }),
  STORYWIRE_MODE: z.enum(modes),
  STORYWIRE_URL: url,
  STORYWIRE_SECRET: secret,
  /** The secret before it was changed: what it sealed still opens, and numbers are found by hashes made with it. */
  STORYWIRE_SECRET_PREVIOUS: secret.optional(),
  STORYWIRE_DATA: z.string().min(1).default('.data'),
  META_APP_ID: credential,
  META_APP_SECRET: credential,
  /** During a rotation of the app secret the old one may be kept here; both are accepted on webhooks. */
  META_APP_SECRET_PREVIOUS: credential.optional(),
  /** Absent: admins enter tokens in the app. */
  META_ACCESS_TOKEN: credential.optional(),
  META_WEBHOOK_VERIFY_TOKEN: credential,
  META_GRAPH_URL: url.default('https://graph.facebook.com'),
  META_GRAPH_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/, 'must look like v26.0')
    .default('v26.0'),
  /** Both absent: Instagram without WhatsApp is a valid set-up, with a feed and no alerts. */
  WHATSAPP_PHONE_NUMBER_ID: z.string().regex(/^\d+$/, 'must be digits').optional(),
  WHATSAPP_BUSINESS_ACCOUNT_ID: z.string().regex(/^\d+$/, 'must be digits').optional(),
  /** Sign-in with a company account (OpenID Connect): these four, or none of them. */
  OIDC_ISSUER: url
    .refine(
      (text) => text.startsWith('https:') || isLoopback(text),
      'must begin with https:// unless it is on this machine',
    )
    .optional(),
  OIDC_CLIENT_ID: credential.optional(),
  OIDC_CLIENT_SECRET: credential.optional(),
  /** Whose addresses get in. */
  OIDC_DOMAINS: domains.optional(),
  /** What the account is called, after `Sign in with`. */
  OIDC_NAME: z.string().min(1).max(40).default('your company account'),
  /** For issuers such as Entra that do not say whether an address was verified: theirs all count as verified. */
  OIDC_TRUST_EMAIL: z.enum(['true', 'false']).default('false'),
  /** Media in an S3 bucket instead of the folder `media` of STORYWIRE_DATA: these five, or none of them. */
  S3_ENDPOINT: url.optional(),
  S3_REGION: z.string().min(1).optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be a bucket’s name, without its address')
    .optional(),
  S3_ACCESS_KEY_ID: credential.optional(),
  S3_SECRET_ACCESS_KEY: credential.optional(),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(3000),
  WORKER_PORT: port.default(3001),
  /** How many reverse proxies of yours stand before the web process: that far its forwarding headers are believed. */
  STORYWIRE_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** From one check of an account to the next. */
  STORYWIRE_POLL_SECONDS: z.coerce.number().int().min(1).max(3600).default(60),
  /** Asked for each minute while the audit adds up. Absent: nobody watches from outside. */
  STORYWIRE_HEARTBEAT_URL: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(logLevels).default('info'),
});

const oidc = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_DOMAINS'] as const;
const s3 = ['S3_ENDPOINT', 'S3_REGION', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

const whole = shape
  .refine(
    (env) =>
      (env.WHATSAPP_PHONE_NUMBER_ID === undefined) === (env.WHATSAPP_BUSINESS_ACCOUNT_ID === undefined),
    {
      path: ['WHATSAPP_PHONE_NUMBER_ID'],
      error: 'and WHATSAPP_BUSINESS_ACCOUNT_ID belong together: give both or neither',
    },
  )
  .refine((env) => new Set(oidc.map((name) => env[name] === undefined)).size === 1, {
    path: ['OIDC_ISSUER'],
    error: 'and OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and OIDC_DOMAINS belong together: give all four or none',
  })
  .refine((env) => new Set(s3.map((name) => env[name] === undefined)).size === 1, {
    path: ['S3_ENDPOINT'],
    error:
      'and S3_REGION, S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY belong together: give all five or none',
  });

export type Env = z.infer<typeof whole>;

/** Thrown when the environment is not usable; the message is one clear sentence per fault. */
export class EnvError extends Error {
  override name = 'EnvError';
}

/**
 * Checks an environment as web and worker need it (the launcher completes it).
 * An empty value counts as absent, as shells and compose files write it.
 * @throws EnvError naming every variable at fault and never its value
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = whole.safeParse(given);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => {
    const name = issue.path.join('.');
    const missing = issue.code === 'invalid_type' && !(name in given);
    return missing ? `${name} is missing` : `${name} ${issue.message}`;
  });
  throw new EnvError(`The environment is not usable: ${faults.join('; ')}.`);
}

let cached: Env | undefined;

/** The environment of this process, checked once. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

/** Lets the launcher work with the environment that it completes for web and worker. */
export function useEnv(complete: Env): void {
  cached = complete;
}

/** How much to log; readable before the rest of the environment is known to be good. */
export function logLevel(): (typeof logLevels)[number] {
  return logLevels.find((level) => level === process.env['LOG_LEVEL']) ?? 'info';
}

/** Whether this is `npm run dev`, whose built files keep their names when what is in them changes. */
export function isDevelopment(): boolean {
  return process.env['NODE_ENV'] === 'development';
}
