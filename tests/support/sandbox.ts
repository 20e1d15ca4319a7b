import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export type SandboxOptions = {
  /** Whether the demo brand posts by itself. Off, so that a test posts what it needs. */
  demo?: 'on' | 'off';
  /** Storywire's base address, where webhooks go. */
  callbackUrl?: string;
  /** Folder for its state; given, it is kept, so that the same sandbox can be started again. */
  data?: string;
  /** That the number may send; Meta's usual 80 unless given. */
  messagesPerSecond?: number;
  /** 0: any free port. */
  port?: number;
  /** The address by which others reach it, where something stands before it. */
  address?: string;
};

/** What Storywire needs in its environment to talk to a sandbox. */
type SandboxEnv = {
  META_APP_ID: string;
  META_APP_SECRET: string;
  META_ACCESS_TOKEN: string;
  META_WEBHOOK_VERIFY_TOKEN: string;
  META_GRAPH_URL: string;
  WHATSAPP_PHONE_NUMBER_ID: string;
  WHATSAPP_BUSINESS_ACCOUNT_ID: string;
};

export type Sandbox = {
  url: string;
  data: string;
  pid: number;
  env: SandboxEnv;
  /** Each speaks JSON with a control under `/_sandbox/` and throws unless the answer is a 2xx. */
  get: <T = unknown>(path: string) => Promise<T>;
  post: <T = unknown>(path: string, body?: unknown) => Promise<T>;
  put: <T = unknown>(path: string, body?: unknown) => Promise<T>;
  remove: <T = unknown>(path: string) => Promise<T>;
  /** Ends it at once, as a power cut would. */
  kill: () => Promise<void>;
  close: () => Promise<void>;
};

const main = fileURLToPath(new URL('../sandbox/main.ts', import.meta.url));
const readyWithinMs = 15_000;

/** The same as vitest.config.ts gives to lib/env.ts, so that signatures and tokens fit. */
const app = {
  id: '990000000000001',
  secret: 'sandbox-app-secret-for-tests',
  accessToken: 'EAAsandboxtokenfortests0123456789',
  verifyToken: 'sandbox-verify-token-for-tests',
};

/** Starts the real sandbox as a process of its own and waits until it is ready. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const data = options.data ?? (await mkdtemp(path.join(tmpdir(), 'storywire-sandbox-')));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
    env: {
      NODE_ENV: 'test',
      PATH: process.env['PATH'],
      SANDBOX_HOST: '127.0.0.1',
      SANDBOX_PORT: String(options.port ?? 0),
      SANDBOX_DATA: data,
      SANDBOX_APP_ID: app.id,
      SANDBOX_APP_SECRET: app.secret,
      SANDBOX_ACCESS_TOKEN: app.accessToken,
      SANDBOX_VERIFY_TOKEN: app.verifyToken,
      // Port 9 (discard) is where nobody listens: webhooks of a test that wants none fail quietly.
      SANDBOX_CALLBACK_URL: options.callbackUrl ?? 'http://127.0.0.1:9',
      SANDBOX_DEMO: options.demo ?? 'off',
      SANDBOX_MESSAGES_PER_SECOND: String(options.messagesPerSecond ?? 80),
      ...(options.address === undefined ? {} : { SANDBOX_URL: options.address }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A test run that ends early takes its sandboxes along.
  const endWithTests = () => child.kill('SIGKILL');
  process.once('exit', endWithTests);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
    process.off('exit', endWithTests);
    if (options.data === undefined) await rm(data, { recursive: true, force: true });
  };

  let url: string;
  let brand: { waba_id: string; phone_number_id: string };
  try {
    url = await readyAddress(child);
    brand = await call<typeof brand>(url, 'GET', '/_sandbox/brand');
  } catch (error) {
    await end('SIGKILL');
    throw error;
  }
  return {
    url,
    data,
    pid: child.pid!,
    env: {
      META_APP_ID: app.id,
      META_APP_SECRET: app.secret,
      META_ACCESS_TOKEN: app.accessToken,
      META_WEBHOOK_VERIFY_TOKEN: app.verifyToken,
      META_GRAPH_URL: url,
      WHATSAPP_PHONE_NUMBER_ID: brand.phone_number_id,
      WHATSAPP_BUSINESS_ACCOUNT_ID: brand.waba_id,
    },
    get: (at) => call(url, 'GET', at),
    post: (at, body) => call(url, 'POST', at, body ?? {}),
    put: (at, body) => call(url, 'PUT', at, body ?? {}),
    remove: (at) => call(url, 'DELETE', at),
    kill: () => end('SIGKILL'),
    close: () => end('SIGTERM'),
  };
}

async function call<T>(url: string, method: string, at: string, body?: unknown): Promise<T> {
  const response = await fetch(new URL(at, url), {
    method,
    // A connection kept alive by the test would hold up the sandbox's own shutdown.
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`Sandbox: ${method} ${at} answered ${response.status}: ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

function readyAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    let complaints = '';
    const timer = setTimeout(
      () => reject(new Error(`The sandbox was not ready in time. ${complaints}`)),
      readyWithinMs,
    );
    child.stderr!.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    child.stdout!.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const address = /sandbox ready (http:\/\/\S+)/.exec(output)?.[1];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`The sandbox ended with code ${code} before it was ready. ${complaints}`));
    });
  });
}
