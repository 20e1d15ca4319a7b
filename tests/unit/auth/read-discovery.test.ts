import { describe, expect, test } from 'vitest';
import { readDiscovery } from '#lib/auth/read-discovery.ts';

const asked = 'https://id.example.com/tenant';
const document = {
  issuer: asked,
  authorization_endpoint: 'https://id.example.com/authorize',
  token_endpoint: 'https://id.example.com/token',
  jwks_uri: 'https://keys.example.net/keys',
};

test('a document is read, and what it leaves out is as the specification says', () => {
  expect(readDiscovery({ ...document, anything: ['else'] }, asked)).toEqual({
    issuer: asked,
    authorizationUrl: document.authorization_endpoint,
    tokenUrl: document.token_endpoint,
    keysUrl: document.jwks_uri,
    userinfoUrl: undefined,
    clientAuth: 'client_secret_basic',
    algorithm: 'RS256',
    namesItself: false,
  });
});

test('a last slash may be left out of the setting; tokens are held to what the document says', () => {
  expect(readDiscovery({ ...document, issuer: `${asked}/` }, asked)).toMatchObject({ issuer: `${asked}/` });
});

describe('is refused', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['another issuer', { issuer: 'https://id.example.com/other' }, 'other_issuer'],
    ['an issuer in other letters', { issuer: 'https://ID.example.com/tenant' }, 'other_issuer'],
    ['two slashes more', { issuer: `${asked}//` }, 'other_issuer'],
    ['something below it', { issuer: `${asked}/more` }, 'other_issuer'],
    ['Entra’s pattern for any company', { issuer: 'https://id.example.com/{tenantid}' }, 'other_issuer'],
    ['http for tokens', { token_endpoint: 'http://id.example.com/token' }, 'not_https'],
    ['http on this machine, of an issuer elsewhere', { jwks_uri: 'http://localhost/keys' }, 'not_https'],
    ['another scheme', { authorization_endpoint: 'javascript:alert(1)' }, 'not_https'],
    [
      'no algorithm with a public key',
      { id_token_signing_alg_values_supported: ['HS256', 'none'] },
      'no_algorithm',
    ],
    [
      'no way to show our secret',
      { token_endpoint_auth_methods_supported: ['private_key_jwt'] },
      'no_client_auth',
    ],
    ['no endpoint for tokens', { token_endpoint: undefined }, 'unreadable'],
    ['a number for an address', { jwks_uri: 7 }, 'unreadable'],
  ])('%s', (_, change, fault) => {
    expect(readDiscovery({ ...document, ...change }, asked)).toEqual({ fault });
  });

  test.each([undefined, null, 'text', 7, []])('%j instead of a document', (given) => {
    expect(readDiscovery(given, asked)).toEqual({ fault: 'unreadable' });
  });
});

test('an issuer on this machine may speak http, and only to this machine', () => {
  const local = {
    issuer: 'http://localhost:9000',
    authorization_endpoint: 'http://localhost:9000/a',
    token_endpoint: 'http://127.0.0.1:9000/t',
    jwks_uri: 'http://[::1]:9000/k',
  };
  expect(readDiscovery(local, local.issuer)).toMatchObject({ issuer: local.issuer });
  expect(readDiscovery({ ...local, token_endpoint: 'http://id.example.com/t' }, local.issuer)).toEqual({
    fault: 'not_https',
  });
});

test.each([
  [['ES256', 'RS256'], 'RS256'],
  [['none', 'ES256', 'HS256'], 'ES256'],
  [['EdDSA'], 'EdDSA'],
])('of the algorithms %j, tokens are held to %s', (given, algorithm) => {
  expect(readDiscovery({ ...document, id_token_signing_alg_values_supported: given }, asked)).toMatchObject({
    algorithm,
  });
});
