import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { connect, type Database } from '#db/client.ts';
import { systemActor } from '#lib/actor.ts';
import { newCode } from '#lib/ids.ts';
import { addPerson } from '#lib/people/commands/add-person.ts';
import { createSignInLink } from '#lib/people/commands/sign-in-link.ts';
import type { Role } from '#lib/words.ts';
import { testDatabase } from './database.ts';
import { freePorts } from './launched.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { signInWithLink } from './sign-in.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readyWithinMs = 60_000;

export type StorywireOptions = {
  worker?: boolean;
  sandbox?: boolean;
  /** Whether the sandbox's demo brand posts by itself. */
  demo?: boolean;
  /** Folder that holds the build; another than the project's own only to try a build that was tampered with. */
  folder?: string;
  /** Added to the environment of web and worker; may depend on the address that it will have. */
  env?: Record<string, string> | ((url: string) => Promise<Record<string, string>>);
};

export type Storywire = {
  url: string;
  /** Null without a sandbox. */
  sandboxUrl: string | null;
  sandbox: Sandbox | null;
  db: Database;
  /** postgres:// address of the database's owner. */
  databaseUrl: string;
  /** The build that runs, and the data folder of web and worker. */
  folder: string;
  data: string;
  /** Cookie header of a new person with a role, in one region or (left out) in all. */
  signIn: (role: Role, regionId?: string | null) => Promise<string>;
  /** Cookie header of a person who is there already. */
  signInAs: (userId: string) => Promise<string>;
  addPerson: (role: Role, regionId?: string | null) => Promise<string>;
  /** Asks the web process; redirects are not followed. */
  fetch: (path: string, init?: RequestInit) => Promise<Response>;
  /** Everything that web and worker wrote so far. */
  output: () => string;
  close: () => Promise<void>;
};

/**
 * Starts the production web process, and on demand worker and sandbox, on free
 * ports over a test database of their own. Call in beforeAll, `close` in afterAll.
 */
export async function startStorywire(options: StorywireOptions = {}): Promise<Storywire> {
  const database = await testDatabase();
  // A run may point at a build that lies elsewhere.
  const folder = options.folder ?? process.env['STORYWIRE_BUILD_FOLDER'] ?? root;
  if (folder === root) await ensureBuild();
  const data = await mkdtemp(join(tmpdir(), 'storywire-data-'));
  const [port, workerPort] = await freePorts(2);
  const url = `http://127.0.0.1:${port}`;
  const sandbox = options.sandbox
    ? await startSandbox({ demo: options.demo ? 'on' : 'off', callbackUrl: url })
    : null;
  const env: Record<string, string> & { STORYWIRE_URL: string } = {
    ...settingsOfTests(),
    ...sandbox?.env,
    DATABASE_URL: database.url,
    STORYWIRE_URL: url,
    STORYWIRE_DATA: data,
    PORT: String(port),
    WORKER_PORT: String(workerPort),
    LOG_LEVEL: 'info',
    ...(typeof options.env === 'function' ? await options.env(url) : options.env),
  };
  const next = join(folder, 'node_modules/next/dist/bin/next');
  const web = start([next, 'start', '--hostname', '127.0.0.1', '--port', String(port)], folder, env);
  const worker = options.worker
    ? start(['--conditions=react-server', 'lib/worker/main.ts'], folder, env)
    : null;
  const close = async () => {
    await worker?.end();
    await web.end();
    await sandbox?.close();
    await rm(data, { recursive: true, force: true });
    await database.close();
  };
  try {
    await answers(`${url}/api/health`, web);
    if (worker) await answers(`http://127.0.0.1:${workerPort}/ready`, worker);
  } catch (error) {
    await close();
    throw error;
  }
  const actor = systemActor('test');
  const storywireUrl = env.STORYWIRE_URL;
  const add = async (role: Role, regionId: string | null = null) =>
    (
      await addPerson(database.db, {
        actor,
        name: `${role} ${newCode(4)}`,
        email: null,
        grants: [{ role, regionId }],
      })
    ).userId;
  const signInAs = async (userId: string) =>
    await signInWithLink(
      url,
      storywireUrl,
      await createSignInLink(database.db, { actor, userId, storywireUrl }),
    );
  return {
    url,
    sandboxUrl: sandbox?.url ?? null,
    sandbox,
    db: database.db,
    databaseUrl: database.url,
    folder,
    data,
    addPerson: add,
    signInAs,
    signIn: async (role, regionId) => await signInAs(await add(role, regionId)),
    fetch: async (path, init) => {
      const headers = new Headers(init?.headers);
      // A kept connection may be closed by the server in the moment in which it is used again.
      headers.set('connection', 'close');
      return await fetch(`${url}${path}`, { redirect: 'manual', ...init, headers });
    },
    output: () => web.output() + (worker?.output() ?? ''),
    close,
  };
}

/** The environment that vitest.config.ts gives to tests, without what else is set on this machine. */
function settingsOfTests(): Record<string, string> {
  const names = /^(STORYWIRE_|META_|WHATSAPP_|PATH$|HOME$|TMPDIR$)/;
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      names.test(name) && value !== undefined ? [[name, value]] : [],
    ),
  );
}

type Started = { child: ChildProcess; output: () => string; end: () => Promise<void> };

function start(args: string[], cwd: string, env: Record<string, string>): Started {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const end = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    // Open streams may hold a server up; a test has nothing to lose.
    const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(timer);
  };
  return { child, output: () => output, end };
}

async function answers(url: string, started: Started): Promise<void> {
  const until = Date.now() + readyWithinMs;
  for (;;) {
    if (started.child.exitCode !== null)
      throw new Error(`The process ended before it was ready.\n${started.output()}`);
    if (Date.now() > until) throw new Error(`The process was not ready in time.\n${started.output()}`);
    try {
      const response = await fetch(url);
      if (response.status < 500) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

/** Builds once where there is no build yet; a lock in the server makes test files wait for one another. */
async function ensureBuild(): Promise<void> {
  const built = () => existsSync(join(root, '.next/BUILD_ID'));
  if (built()) return;
  const { sql, close } = connect(`${inject('serverUrl')}/postgres`, { role: null, max: 1 });
  try {
    await sql`select pg_advisory_lock(7077099)`;
    if (built()) return;
    const build = start(['tests/support/build.ts'], root, settingsOfTests());
    const code = await new Promise<number | null>((resolve) => build.child.once('exit', resolve));
    if (code !== 0) throw new Error(`The build failed.\n${build.output()}`);
  } finally {
    // Ends the connection, and the lock with it.
    await close();
  }
}
