import type { OAuthConfig } from 'next-auth/providers/oauth';
import { log } from '../log.ts';
import { type CompanyAccount, readAccount, tokenIsForUs } from './company-claims.ts';
import type { CompanyRefusal } from './company-refusal.ts';
import type { CompanySettings } from './company-settings.ts';
import type { Issuer } from './read-discovery.ts';

/** One way to an issuer and back. */
export type CompanyWay = {
  settings: CompanySettings;
  issuer: Issuer;
  /** Whom the issuer vouched for, or why not; absent until it has answered. */
  answer?: CompanyAccount | { refused: CompanyRefusal };
  /** Lets that account in. @returns the session's id, or undefined when there is none to start */
  admit: (account: CompanyAccount) => Promise<string | undefined>;
};

/**
 * The issuer as next-auth takes it. It is told each endpoint instead of where
 * the discovery document lies: it would take whatever issuer that names.
 */
export function companyProvider(way: CompanyWay): OAuthConfig<{ sub: string }> {
  const { settings, issuer } = way;
  return {
    id: 'company',
    name: settings.name,
    type: 'oauth',
    issuer: issuer.issuer,
    authorization: {
      url: issuer.authorizationUrl,
      params: { scope: 'openid email profile', response_type: 'code' },
    },
    token: {
      url: issuer.tokenUrl,
      request: async ({ client, params, checks, provider }) => {
        try {
          const tokens = await client.callback(provider.callbackUrl, params, {
            ...checks,
            response_type: 'code',
          });
          const claims = tokens.claims();
          const nonce = 'nonce' in checks ? checks.nonce : undefined;
          const expected = { issuer: issuer.issuer, clientId: settings.clientId, now: new Date() };
          if (!nonce || !tokenIsForUs(claims, { ...expected, nonce })) throw new Error('token not for us');
          // Okta leaves the address out of the token; the library compares the subjects of both.
          const stated =
            claims.email === undefined && issuer.userinfoUrl !== undefined
              ? await client.userinfo(tokens)
              : claims;
          way.answer = readAccount(stated, { issuer: issuer.issuer, subject: claims.sub }, settings);
          return { tokens };
        } catch (error) {
          way.answer = { refused: refusalOf(error) };
          throw error;
        }
      },
    },
    ...(issuer.userinfoUrl === undefined ? {} : { userinfo: { url: issuer.userinfoUrl } }),
    jwks_endpoint: issuer.keysUrl,
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    client: {
      token_endpoint_auth_method: issuer.clientAuth,
      id_token_signed_response_alg: issuer.algorithm,
    },
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    httpOptions: { timeout: 5_000 },
    profile: ({ sub }) => ({ id: sub }),
  };
}

/** Codes of RFC 6749, section 5.2, that mean that we are not set up at the issuer as it expects. */
const setUpCodes = ['invalid_client', 'unauthorized_client', 'invalid_scope', 'unsupported_grant_type'];
const knownCodes = [...setUpCodes, 'invalid_grant', 'invalid_request', 'server_error'];

/** What went wrong on the way back, told to the log by names that stand in a specification: messages hold addresses and tokens. */
function refusalOf(error: unknown): CompanyRefusal {
  const name = error instanceof Error ? error.name : typeof error;
  const code =
    error instanceof Error && 'error' in error ? knownCodes.find((each) => each === error.error) : undefined;
  const network =
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^E[A-Z]+$/.test(error.code)
      ? error.code
      : undefined;
  log.warn({ error: name, code, network }, 'company sign-in: refused what came back');
  if (network !== undefined || (code !== undefined && setUpCodes.includes(code))) return 'unavailable';
  return code === 'invalid_grant' ? 'stale' : 'untrusted';
}
