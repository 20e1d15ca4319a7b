import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { eventually } from './eventually.ts';
import { freePorts } from './launched.ts';

export type Account = { sub: string; name: string; email?: string; emailVerified?: boolean };

export type IdentityProviderSettings = {
  port: number;
  clientId: string;
  clientSecret: string;
  redirectUri: string;
  accounts: Account[];
};

export type IdentityProvider = {
  issuer: string;
  /** What Storywire needs in its environment to sign people in with it. */
  env: Record<string, string>;
  close: () => Promise<void>;
};

/** None of them is real; example.com is nobody's. */
const staff: Account[] = [
  { sub: 'staff-1', name: 'Ines (staff)', email: 'ines@example.com', emailVerified: true },
  { sub: 'staff-2', name: 'Tomas (staff)', email: 'tomas@example.com', emailVerified: true },
  { sub: 'staff-3', name: 'Wen (staff)', email: 'wen@example.com', emailVerified: true },
  { sub: 'unverified', name: 'Not yet verified', email: 'new@example.com', emailVerified: false },
  { sub: 'unsaid', name: 'Verification unsaid', email: 'unsaid@example.com' },
  { sub: 'guest', name: 'A guest', email: 'guest@elsewhere.example', emailVerified: true },
  { sub: 'nobody', name: 'Without an address' },
];

/**
 * Starts oidc-provider, a certified implementation that has nothing to do with
 * ours, as a process of its own. Its address is `localhost`, so that its
 * cookies and Storywire's on 127.0.0.1 are strangers to one another.
 * @param storywireUrl where people come back to
 */
export async function startIdentityProvider(storywireUrl: string): Promise<IdentityProvider> {
  const [port = 0] = await freePorts(1);
  const settings: IdentityProviderSettings = {
    port,
    clientId: 'storywire',
    clientSecret: 'a secret + for tests/only: 100%',
    redirectUri: `${storywireUrl}/api/auth/callback/company`,
    accounts: staff,
  };
  const main = fileURLToPath(new URL('identity-provider-process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'test', IDENTITY_PROVIDER: JSON.stringify(settings) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  // A test run that ends early takes it along.
  const endWithTests = () => child.kill('SIGKILL');
  process.once('exit', endWithTests);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const issuer = `http://localhost:${port}`;
  await eventually('the identity provider answers', async () => {
    if (child.exitCode !== null) throw new Error(`The identity provider ended.\n${output}`);
    return await fetch(`${issuer}/.well-known/openid-configuration`).then(
      ({ ok }) => ok,
      () => false,
    );
  });
  return {
    issuer,
    env: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: settings.clientId,
      OIDC_CLIENT_SECRET: settings.clientSecret,
      OIDC_DOMAINS: 'example.com',
    },
    close: async () => {
      process.removeListener('exit', endWithTests);
      child.kill('SIGTERM');
      await ended;
    },
  };
}
