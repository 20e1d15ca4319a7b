import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Connection } from '#db/client.ts';
import { type EmbeddedServer, startEmbedded } from '#db/embedded.ts';
import { parseEnv, useEnv } from '#lib/env.ts';
import { prepareDatabase } from '#lib/launch/prepare-database.ts';
import { eventually } from '#tests/support/eventually.ts';
import { freePorts } from '#tests/support/launched.ts';
import { type Sandbox, startSandbox } from '#tests/support/sandbox.ts';
import { type ProxyLane, type TcpProxy, tcpProxy, tcpProxyWithLanes } from '#tests/support/tcp-proxy.ts';
import { type RigProcess, startProcess } from './process.ts';
import { type RigBrand, seedBrand } from './seed-brand.ts';
import { mountVolume } from './volume.ts';

export type RigWorker = RigProcess & {
  name: string;
  /** Stands between this worker's sends and the sandbox. */
  proxy: ProxyLane;
};

/** Everything there is in one run: real processes, reached from outside only. */
export type Rig = {
  brand: RigBrand;
  /** The owner's connection, for looking and for moving times. */
  owner: Connection;
  /** Another connection of the owner's, for locks. */
  locks: Connection;
  sandbox: Sandbox;
  web: RigProcess & { url: string };
  /** How many calls of Meta's API there ever were, of whatever kind. */
  calls: () => number;
  /** Stands between the sandbox's webhooks and web. */
  webhooks: TcpProxy;
  workers: readonly [RigWorker, RigWorker];
  /** Holds `sandbox/acceptance.jsonl`. */
  folder: string;
  env: Record<string, string>;
  /** kill -9 of PostgreSQL, and another start on the same data. */
  restartDatabase: () => Promise<void>;
  /** Stories posted so far. */
  posted: () => number;
  /** Posts stories of one account, or one of each. */
  post: (username: string, count?: number) => Promise<void>;
  /** Posts one story, of a kind and at a moment of the scenario's choice. @returns its id at the sandbox, and its file's link */
  postStory: (story: RigStory) => Promise<{ id: string; link: string }>;
  /** Kept for the verdict. */
  expect: (kept: boolean, broken: string) => void;
  /** Takes so many stories out of what must have been found: they ended before anybody could have looked. */
  forget: (stories: number) => void;
  broken: () => readonly string[];
  close: () => Promise<void>;
};

export type RigStory = {
  account: string;
  kind: 'image' | 'video';
  /** Now unless told. */
  postedAt?: Date;
};

/** Folders of the run that get a small file system of their own, in megabytes; needs root. */
export type RigVolumes = { media: number; postgres: number };

export type RigOptions = {
  numbers: number;
  perTeam: number;
  /** What the sandbox takes; 80, as Meta does, unless told otherwise. */
  messagesPerSecond?: number;
  /** From one check of an account to the next; 2, so that nothing is waited for, unless told otherwise. */
  pollSeconds?: number;
  volumes?: RigVolumes;
};

/**
 * Each worker speaks a Graph version of its own, by which one proxy knows whose
 * send it has before it: both must see Meta, and its media, under one address.
 */
const versions = ['v25.0', 'v26.0'] as const;
const sendsOf = (version: string) =>
  new RegExp(String.raw`^POST \/${version.replace('.', String.raw`\.`)}\/\d+\/messages[? ]`);
/** All other calls; media are fetched without a version. */
const otherCalls = /^[A-Z]+ \/v\d+\.\d\//;
const webhookPosts = /^POST \/api\/webhooks\//;
/** Written through to the operating system, so that a killed server forgets nothing; the disk need not be reached. */
const settings = { fsync: 'off', full_page_writes: 'off' };

/** So much of the write-ahead log is made once and used again: on a full disk it is the tables that cannot grow. */
const smallLog = { min_wal_size: '96MB', max_wal_size: '128MB' };

/** Starts it all, and waits until stories are looked for and the templates are approved. */
export async function startRig(options: RigOptions): Promise<Rig> {
  const folder = await mkdtemp(join(tmpdir(), 'storywire-chaos-'));
  const ends: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const end of ends.toReversed()) await end();
  };
  try {
    return await start(folder, options, ends, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(
  folder: string,
  options: RigOptions,
  ends: (() => Promise<unknown>)[],
  close: () => Promise<void>,
): Promise<Rig> {
  // PostgreSQL runs as another user, whose data has to lie on the volume.
  if (options.volumes) await chmod(folder, 0o711);
  for (const [name, megabytes] of Object.entries(options.volumes ?? {}))
    ends.push(await mountVolume(join(folder, name), megabytes));
  const startServer = (): Promise<EmbeddedServer> =>
    startEmbedded({
      folder: join(folder, 'postgres'),
      password: 'only-for-this-run',
      settings: { ...settings, ...(options.volumes && smallLog) },
    });
  let server = await startServer();
  // Whoever breaks a run off is not left with a server.
  const endWithRun = (): void => void (alive(server.pid) && process.kill(server.pid, 'SIGQUIT'));
  process.once('exit', endWithRun);
  ends.push(async () => {
    process.off('exit', endWithRun);
    await server.stop();
    if (!server.folder.startsWith(folder)) await rm(server.folder, { recursive: true, force: true });
  });
  await prepareDatabase(server.url, 'sandbox');
  // The proxies listen first, so that none of them gets a port that was found free for another.
  const toWeb = { host: '127.0.0.1', port: 0 };
  const toSandbox = { host: '127.0.0.1', port: 0 };
  const webhooks = await tcpProxy(toWeb, webhookPosts);
  ends.push(() => webhooks.close());
  const graph = await tcpProxyWithLanes(toSandbox, [...versions.map(sendsOf), otherCalls]);
  ends.push(() => graph.close());
  const [webPort, sandboxPort, ...workerPorts] = await freePorts(4);
  toWeb.port = webPort!;
  toSandbox.port = sandboxPort!;
  const sandbox = await startSandbox({
    data: join(folder, 'sandbox'),
    callbackUrl: webhooks.url,
    port: sandboxPort!,
    address: graph.url,
    ...(options.messagesPerSecond !== undefined && { messagesPerSecond: options.messagesPerSecond }),
  });
  ends.push(() => sandbox.close());
  const url = `http://127.0.0.1:${webPort}`;
  const env: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    NEXT_TELEMETRY_DISABLED: '1',
    // Most of what a process that was killed does next is to read its sources again.
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
    ...sandbox.env,
    META_GRAPH_URL: graph.url,
    DATABASE_URL: server.url,
    STORYWIRE_MODE: 'sandbox',
    STORYWIRE_URL: url,
    STORYWIRE_SECRET: 'a-secret-for-chaos-only-0123456789abcdef',
    STORYWIRE_DATA: folder,
    STORYWIRE_POLL_SECONDS: String(options.pollSeconds ?? 2),
    HOST: '127.0.0.1',
    PORT: String(webPort),
  };
  useEnv(parseEnv(env));
  const brand = await seedBrand(server.url, await sandbox.get('/_sandbox/brand'), options);

  const next = 'node_modules/next/dist/bin/next';
  const web = startProcess([next, 'start', '-H', '127.0.0.1', '-p', String(webPort)], env);
  ends.push(() => web.stop('SIGKILL'));
  const workers: RigWorker[] = [];
  for (const [index, port] of workerPorts.entries()) {
    const own = { ...env, WORKER_PORT: String(port), META_GRAPH_VERSION: versions[index]! };
    const worker = startProcess(['--conditions=react-server', 'lib/worker/main.ts'], own);
    ends.push(() => worker.stop('SIGKILL'));
    // `pid` changes, so it must stay a getter.
    workers.push(
      Object.defineProperties({ name: `worker ${index + 1}`, proxy: graph.lanes[index]! } as RigWorker, {
        ...Object.getOwnPropertyDescriptors(worker),
      }),
    );
  }
  const [first, second] = workers;
  const connectOwner = (): Connection => connect(server.url, { role: null, max: 3, name: 'storywire chaos' });
  const [owner, locks] = [connectOwner(), connectOwner()];
  ends.push(() => Promise.all([owner.close(), locks.close()]));

  let posted = 0;
  const broken: string[] = [];
  const rig: Rig = {
    brand,
    owner,
    locks,
    sandbox,
    web: Object.defineProperties({ url } as Rig['web'], Object.getOwnPropertyDescriptors(web)),
    calls: () => graph.lanes.reduce((sum, lane) => sum + lane.matched(), 0),
    webhooks,
    workers: [first!, second!],
    folder,
    env,
    restartDatabase: async () => {
      process.kill(server.pid, 'SIGKILL');
      await eventually('the database is gone', () => !alive(server.pid));
      // Its children may outlive it for a moment, and hold the place.
      server = await eventually('the database starts', () => startServer().catch(() => undefined));
    },
    posted: () => posted,
    post: async (username, count = 1) => {
      await sandbox.post('/_sandbox/bursts', { account: username, count });
      posted += count;
    },
    postStory: async ({ account, kind, postedAt }) => {
      const answer = await sandbox.post<{ id: string; media_url: string }>('/_sandbox/stories', {
        account,
        kind,
        ...(postedAt && { posted_at: postedAt.toISOString() }),
      });
      posted += 1;
      return { id: answer.id, link: answer.media_url };
    },
    expect: (kept, words) => {
      if (!kept) broken.push(words);
    },
    forget: (stories) => {
      posted -= stories;
    },
    broken: () => broken,
    close,
  };
  await ready(rig);
  return rig;
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function ready({ owner, web }: Rig): Promise<void> {
  await eventually(
    'web answers',
    async () => (await fetch(`${web.url}/api/health`).catch(() => undefined))?.status === 200,
  );
  await eventually('every account was checked once', async () => {
    const rows =
      await owner.sql`select from account where region_id is not null and first_checked_at is null`;
    return rows.length === 0;
  });
  await eventually(
    'the templates are approved',
    async () => {
      const rows = await owner.sql<{ state: string }[]>`select state from template`;
      return rows.length > 0 && rows.every(({ state }) => state === 'approved');
    },
    // Some seventy, submitted one by one.
    180_000,
  );
}
