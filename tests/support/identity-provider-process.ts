import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Configuration, interactionPolicy, Provider } from 'oidc-provider';
import type { Account, IdentityProviderSettings } from './identity-provider.ts';

/** An OpenID provider with a page on which one chooses an account; started by identity-provider.ts. */
const { port, clientId, clientSecret, redirectUri, accounts } = JSON.parse(
  process.env['IDENTITY_PROVIDER'] ?? '',
) as IdentityProviderSettings;
const issuer = `http://localhost:${port}`;
const find = (subject: string) => accounts.find((each) => each.sub === subject);

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const policy = interactionPolicy.base();
// A provider's own session would choose for the person; here each way asks.
policy
  .get('login')!
  .checks.add(
    new interactionPolicy.Check('always_ask', 'the account is chosen each time', ({ oidc }) =>
      oidc.result?.login ? interactionPolicy.Check.NO_NEED_TO_PROMPT : interactionPolicy.Check.REQUEST_PROMPT,
    ),
  );

const configuration: Configuration = {
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  ],
  jwks: {
    keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'first' }],
  },
  cookies: { keys: ['only for tests'] },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  interactions: { policy, url: (_, interaction) => `/choose/${interaction.uid}` },
  ttl: { AccessToken: 300, AuthorizationCode: 60, IdToken: 300, Interaction: 600, Session: 600, Grant: 600 },
  findAccount: (_, subject) => {
    const account = find(subject);
    return account && { accountId: account.sub, claims: () => claimsOf(account) };
  },
  // Nobody is asked what Storywire may know: it asks for name and address alone.
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({ clientId, accountId: ctx.oidc.session!.accountId! });
    grant.addOIDCScope('openid email profile');
    await grant.save();
    return grant;
  },
};

const claimsOf = ({ sub, name, email, emailVerified }: Account) => ({
  sub,
  name,
  ...(email === undefined ? {} : { email }),
  ...(emailVerified === undefined ? {} : { email_verified: emailVerified }),
});

const provider = new Provider(issuer, configuration);
const answer = provider.callback();

async function choose(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chosen = new URL(request.url ?? '/', issuer).searchParams.get('as');
  if (chosen === null) {
    const buttons = accounts.map(
      ({ sub, name }) => `<p><button name="as" value="${sub}" style="min-height:48px">${name}</button></p>`,
    );
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><html lang="en"><title>Choose an account</title><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><h1>Choose an account</h1><form>${buttons.join('')}<p><button name="as" value="">Cancel</button></p></form></html>`,
    );
    return;
  }
  await provider.interactionFinished(
    request,
    response,
    chosen === '' ? { error: 'access_denied' } : { login: { accountId: chosen } },
    { mergeWithLastSubmission: false },
  );
}

createServer((request, response) => {
  if (!request.url?.startsWith('/choose/')) return void answer(request, response);
  choose(request, response).catch(() => {
    response.statusCode = 400;
    response.end('This choice is over.');
  });
}).listen(port, 'localhost');
