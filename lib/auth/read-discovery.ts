import { z } from 'zod';
import { isLoopback } from '../loopback.ts';

/** How to talk to an issuer, from its discovery document. */
export type Issuer = {
  /** Exactly as it stands in its tokens. */
  issuer: string;
  authorizationUrl: string;
  tokenUrl: string;
  keysUrl: string;
  userinfoUrl: string | undefined;
  clientAuth: 'client_secret_basic' | 'client_secret_post';
  /** The one algorithm that its tokens may be signed with. */
  algorithm: (typeof algorithms)[number];
  /** Whether it names itself on the way back (RFC 9207), so that its absence is a fault. */
  namesItself: boolean;
};

/** With a public key only: with a shared one, whoever may check a token could make one. Most usual first. */
const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;

const shape = z.object({
  issuer: z.url(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(['client_secret_basic']),
  id_token_signing_alg_values_supported: z.array(z.string()).default(['RS256']),
  authorization_response_iss_parameter_supported: z.boolean().default(false),
});

/** Why a discovery document is of no use; for the log, so it holds nothing of the document. */
export type DiscoveryFault = 'unreadable' | 'other_issuer' | 'not_https' | 'no_algorithm' | 'no_client_auth';

/**
 * Reads a discovery document (OpenID Connect Discovery 1.0, section 4.3): its
 * issuer must be the one that was asked, but for a last slash, which people
 * leave out. Entra's `common` document names a pattern instead of an issuer
 * and is refused: its tokens could be of any company.
 */
export function readDiscovery(document: unknown, asked: string): Issuer | { fault: DiscoveryFault } {
  const parsed = shape.safeParse(document);
  if (!parsed.success) return { fault: 'unreadable' };
  const found = parsed.data;
  if (found.issuer !== asked && found.issuer !== `${asked}/`) return { fault: 'other_issuer' };
  const urls = [
    found.authorization_endpoint,
    found.token_endpoint,
    found.jwks_uri,
    ...(found.userinfo_endpoint === undefined ? [] : [found.userinfo_endpoint]),
  ];
  if (!urls.every((url) => url.startsWith('https:') || (isLoopback(asked) && isLoopback(url))))
    return { fault: 'not_https' };
  const algorithm = algorithms.find((each) => found.id_token_signing_alg_values_supported.includes(each));
  if (!algorithm) return { fault: 'no_algorithm' };
  const clientAuth = (['client_secret_basic', 'client_secret_post'] as const).find((each) =>
    found.token_endpoint_auth_methods_supported.includes(each),
  );
  if (!clientAuth) return { fault: 'no_client_auth' };
  return {
    issuer: found.issuer,
    authorizationUrl: found.authorization_endpoint,
    tokenUrl: found.token_endpoint,
    keysUrl: found.jwks_uri,
    userinfoUrl: found.userinfo_endpoint,
    clientAuth,
    algorithm,
    namesItself: found.authorization_response_iss_parameter_supported,
  };
}
