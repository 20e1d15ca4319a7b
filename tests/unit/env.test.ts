import { expect, test } from 'vitest';
import { EnvError, parseEnv } from '#lib/env.ts';

const good = {
  DATABASE_URL: 'postgres://a:b@127.0.0.1:5432/c',
  STORYWIRE_MODE: 'meta',
  STORYWIRE_URL: 'https://stories.example/',
  STORYWIRE_SECRET: 'k3Jf9sLq2Zx8Vb5Nm1Rt7Yw4Pd6Hg0Ca',
  META_APP_ID: '1',
  META_APP_SECRET: '5f2a',
  META_ACCESS_TOKEN: 'EAAx',
  META_WEBHOOK_VERIFY_TOKEN: 'v3rify',
};

test('a good environment is filled up with defaults, and addresses lose their last slash', () => {
  expect(parseEnv(good)).toMatchObject({
    STORYWIRE_URL: 'https://stories.example',
    META_GRAPH_URL: 'https://graph.facebook.com',
    META_GRAPH_VERSION: 'v26.0',
    STORYWIRE_POLL_SECONDS: 60,
    HOST: '127.0.0.1',
  });
});

test('every variable at fault is named, and no value is shown', () => {
  const bad = {
    ...good,
    STORYWIRE_SECRET: 'short-and-private',
    DATABASE_URL: 'mysql://private',
    META_APP_ID: '',
  };
  expect(() => parseEnv(bad)).toThrow(EnvError);
  expect(() => parseEnv(bad)).toThrow(/DATABASE_URL must look like.*META_APP_ID is missing/s);
  expect(() => parseEnv(bad)).not.toThrow(/private/);
});

test.each(['changeme', 'your-app-secret', '<secret>', 'xxxx', 'TODO'])(
  'the placeholder %s is refused',
  (value) => {
    expect(() => parseEnv({ ...good, META_APP_SECRET: value })).toThrow(/META_APP_SECRET is a placeholder/);
  },
);

test('half of the WhatsApp pair is refused', () => {
  expect(() => parseEnv({ ...good, WHATSAPP_PHONE_NUMBER_ID: '1' })).toThrow(/belong together/);
});

const company = {
  OIDC_ISSUER: 'https://id.example.com/tenant/',
  OIDC_CLIENT_ID: 'storywire',
  OIDC_CLIENT_SECRET: 's3cr3t-of-the-client',
  OIDC_DOMAINS: 'Example.com, second.example',
};

test('sign-in with a company account is set up whole or not at all', () => {
  expect(parseEnv({ ...good, ...company })).toMatchObject({
    OIDC_ISSUER: 'https://id.example.com/tenant',
    OIDC_DOMAINS: ['example.com', 'second.example'],
    OIDC_NAME: 'your company account',
    OIDC_TRUST_EMAIL: 'false',
  });
  for (const name of Object.keys(company))
    expect(() => parseEnv({ ...good, ...company, [name]: '' })).toThrow(/belong together: give all four/);
});

test.each([
  ['OIDC_ISSUER', 'http://id.example.com', /must begin with https/],
  ['OIDC_ISSUER', 'http://127.0.0.1.example.com', /must begin with https/],
  ['OIDC_ISSUER', 'id.example.com', /OIDC_ISSUER/],
  ['OIDC_CLIENT_SECRET', 'changeme', /OIDC_CLIENT_SECRET is a placeholder/],
  ['OIDC_DOMAINS', '@example.com', /OIDC_DOMAINS must look like example.com/],
  ['OIDC_DOMAINS', '*.example.com', /OIDC_DOMAINS must look like example.com/],
  ['OIDC_DOMAINS', 'example.com,', /OIDC_DOMAINS must look like example.com/],
  ['OIDC_DOMAINS', 'com', /OIDC_DOMAINS must look like example.com/],
  ['OIDC_TRUST_EMAIL', 'yes', /OIDC_TRUST_EMAIL/],
])('%s may not be %s', (name, value, fault) => {
  expect(() => parseEnv({ ...good, ...company, [name]: value })).toThrow(fault);
});

test.each(['http://localhost:9000', 'http://127.0.0.1:9000', 'http://[::1]:9000'])(
  'an issuer on this machine may be %s',
  (issuer) => {
    expect(parseEnv({ ...good, ...company, OIDC_ISSUER: issuer }).OIDC_ISSUER).toBe(issuer);
  },
);

const bucket = {
  S3_ENDPOINT: 'https://s3.eu-central-1.amazonaws.com/',
  S3_REGION: 'eu-central-1',
  S3_BUCKET: 'kilnbird-stories',
  S3_ACCESS_KEY_ID: 'AKIA0000',
  S3_SECRET_ACCESS_KEY: 'k3Jf9sLq2Zx8Vb5N',
};

test('an S3 bucket is set up whole or not at all', () => {
  expect(parseEnv({ ...good, ...bucket })).toMatchObject({
    S3_ENDPOINT: 'https://s3.eu-central-1.amazonaws.com',
    S3_BUCKET: 'kilnbird-stories',
  });
  for (const left of Object.keys(bucket)) {
    expect(() => parseEnv({ ...good, ...bucket, [left]: '' })).toThrow(/S3_ENDPOINT and .*all five or none/);
  }
  expect(() => parseEnv({ ...good, ...bucket, S3_BUCKET: 's3://kilnbird' })).toThrow(/S3_BUCKET must be/);
});
