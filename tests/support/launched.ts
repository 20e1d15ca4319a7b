import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { connect, type Connection } from '#db/client.ts';

/** Storywire as `npm start` starts it, on ports and a data folder of its own. */
export type Launched = {
  url: string;
  sandboxUrl: string;
  dataFolder: string;
  /** The one-time link that was printed. */
  signInLink: string;
  /** Everything printed so far. */
  output: () => string;
  launcher: ChildProcess;
  /** The process numbers of web, worker and sandbox, as written down by the launcher. */
  processes: () => Promise<{ name: string; pid: number }[]>;
  /** postgres:// address of the database's owner. */
  databaseUrl: string;
  /** The owner's connection, for looking and for moving times. */
  database: () => Promise<Connection>;
  /** SIGTERM and waiting; gives the exit code. */
  stop: () => Promise<number | null>;
  /** Stops it and removes all that it left. */
  remove: () => Promise<void>;
  env: Record<string, string>;
};

/** Below what systems hand out to outgoing connections, one of which could have a port while its server is down. */
const [lowestPort, highestPort] = [10_000, 32_000];

/** Ports that were free a moment ago, and that only somebody who asks for them gets. */
export async function freePorts(count: number): Promise<number[]> {
  const held = new Map<number, Server>();
  while (held.size < count) {
    const port = randomInt(lowestPort, highestPort);
    const server = createServer();
    const taken = await new Promise<Error | undefined>((resolve) => {
      server.once('error', resolve);
      server.listen(port, '127.0.0.1', () => resolve(undefined));
    });
    if (taken === undefined) held.set(port, server);
  }
  await Promise.all([...held.values()].map((server) => new Promise((resolve) => server.close(resolve))));
  return [...held.keys()];
}

/** A data folder and ports for one installation; give them again to start the same one again. */
export async function installation(extra: Record<string, string> = {}): Promise<Record<string, string>> {
  const [port, sandboxPort, workerPort] = await freePorts(3);
  return {
    STORYWIRE_DATA: await mkdtemp(join(tmpdir(), 'storywire-run-')),
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    WORKER_PORT: String(workerPort),
    SANDBOX_DEMO: 'off',
    ...extra,
  };
}

/** Starts the launcher without waiting for anything. */
export function startLauncher(
  env: Record<string, string>,
  args: string[] = [],
): { launcher: ChildProcess; output: () => string } {
  let text = '';
  const launcher = spawn(process.execPath, ['lib/launch/start.ts', ...args], {
    env: { NODE_ENV: 'production', PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  launcher.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  launcher.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { launcher, output: () => text };
}

/** Starts the launcher and waits until it has greeted. */
export async function launchStorywire(env: Record<string, string>): Promise<Launched> {
  const { launcher, output } = startLauncher(env);
  const until = performance.now() + 300_000;
  while (!output().includes('Ctrl-C stops everything')) {
    if (launcher.exitCode !== null)
      throw new Error(`The launcher ended with ${launcher.exitCode}:\n${output()}`);
    if (performance.now() > until) throw new Error(`The launcher does not become ready:\n${output()}`);
    await delay(50);
  }
  const dataFolder = env['STORYWIRE_DATA']!;
  const outside = databaseFolder(dataFolder, output());
  const address = await databaseUrl(dataFolder, outside);
  const stop = async () => {
    if (launcher.exitCode !== null || launcher.signalCode !== null) return launcher.exitCode;
    launcher.kill('SIGTERM');
    await once(launcher, 'exit');
    return launcher.exitCode;
  };
  const processes = async () =>
    JSON.parse(await readFile(join(dataFolder, 'processes.json'), 'utf8')) as { name: string; pid: number }[];
  return {
    url: `http://127.0.0.1:${env['PORT']}`,
    sandboxUrl: `http://127.0.0.1:${env['SANDBOX_PORT']}`,
    dataFolder,
    signInLink: /Sign in\s+(\S+)/.exec(output())?.[1] ?? '',
    output,
    launcher,
    processes,
    databaseUrl: address,
    database: async () => connect(address, { role: null, max: 2, name: 'storywire test' }),
    stop,
    remove: async () => {
      await stop();
      await rm(dataFolder, { recursive: true, force: true });
      await rm(outside, { recursive: true, force: true });
    },
    env,
  };
}

/** Under a private home, as root, the database lies outside the data folder, and the launcher has said where. */
const databaseFolder = (dataFolder: string, output: string): string =>
  /keeps its data outside this private home: (\S+)/.exec(output)?.[1] ?? join(dataFolder, 'postgres');

async function databaseUrl(dataFolder: string, folder: string): Promise<string> {
  const { database } = JSON.parse(await readFile(join(dataFolder, 'secrets.json'), 'utf8')) as {
    database: string;
  };
  const port = (await readFile(join(folder, 'port'), 'utf8')).trim();
  return `postgres://storywire:${encodeURIComponent(database)}@127.0.0.1:${port}/storywire`;
}
