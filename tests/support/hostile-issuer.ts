import { createHash, createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';

/** How the next answers of the issuer differ from honest ones. */
export type Lies = {
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  /** `own`: the published key. `other`: a key that is not published, under the published name. */
  key?: 'own' | 'other' | 'none' | 'client-secret' | 'public-key';
  discovery?: Record<string, unknown>;
  discoveryStatus?: number;
  userinfo?: Record<string, unknown>;
  tokenStatus?: number;
  tokenBody?: Record<string, unknown>;
};

export type TokenRequest = { authorization: string | undefined; form: URLSearchParams };

export type HostileIssuer = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  lies: Lies;
  /** Nonce and PKCE challenge of the way that is under way, read off the address that a browser was sent to. */
  heard: { nonce: string; challenge: string };
  tokenRequests: TokenRequest[];
  close: () => Promise<void>;
};

/** An issuer that signs whatever a test makes up. It accepts every code, even twice. */
export async function startHostileIssuer(): Promise<HostileIssuer> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  }).listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  if (!address || typeof address !== 'object') throw new Error('A port was expected.');
  const hostile: HostileIssuer = {
    issuer: `http://localhost:${address.port}`,
    clientId: 'storywire',
    clientSecret: 'a-secret-for-tests',
    lies: {},
    heard: { nonce: '', challenge: '' },
    tokenRequests: [],
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return hostile;

  async function answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const { issuer, lies } = hostile;
    switch (new URL(request.url ?? '/', issuer).pathname) {
      case '/.well-known/openid-configuration':
        return {
          status: lies.discoveryStatus ?? 200,
          body: {
            issuer,
            authorization_endpoint: `${issuer}/authorize`,
            token_endpoint: `${issuer}/token`,
            jwks_uri: `${issuer}/keys`,
            userinfo_endpoint: `${issuer}/userinfo`,
            id_token_signing_alg_values_supported: ['RS256', 'none', 'HS256'],
            ...lies.discovery,
          },
        };
      case '/keys':
        return {
          status: 200,
          body: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'own', use: 'sig', alg: 'RS256' }] },
        };
      case '/token': {
        const chunks: Buffer[] = [];
        for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
        const form = new URLSearchParams(Buffer.concat(chunks).toString());
        hostile.tokenRequests.push({ authorization: request.headers.authorization, form });
        return {
          status: lies.tokenStatus ?? 200,
          body: lies.tokenBody ?? { access_token: 'access', token_type: 'Bearer', id_token: token() },
        };
      }
      case '/userinfo':
        return { status: 200, body: lies.userinfo ?? {} };
      default:
        return { status: 404, body: {} };
    }
  }

  function token(): string {
    const { issuer, clientId, clientSecret, lies, heard } = hostile;
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer,
      sub: 'subject',
      aud: clientId,
      iat: now,
      exp: now + 300,
      nonce: heard.nonce,
      email: 'someone@example.com',
      email_verified: true,
      name: 'Someone',
      ...lies.claims,
    };
    const body = [{ alg: 'RS256', kid: 'own', typ: 'JWT', ...lies.header }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    return `${body}.${signature(body, lies.key ?? 'own', clientSecret)}`;
  }

  function signature(body: string, key: NonNullable<Lies['key']>, clientSecret: string): string {
    const rsa = (by: KeyObject) => sign('sha256', Buffer.from(body), by).toString('base64url');
    const shared = (by: string | Buffer) => createHmac('sha256', by).update(body).digest('base64url');
    switch (key) {
      case 'own':
        return rsa(privateKey);
      case 'other':
        return rsa(foreign);
      case 'none':
        return '';
      case 'client-secret':
        return shared(clientSecret);
      case 'public-key':
        return shared(publicKey.export({ format: 'pem', type: 'spki' }));
    }
  }
}

/** The challenge that belongs to a PKCE verifier (RFC 7636, S256). */
export const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');
