import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv, useEnv } from '../env.ts';
import { build, buildIsStale } from './build.ts';
import { Child } from './child.ts';
import { type DatabaseServer, startDatabase } from './database-server.ts';
import { greet } from './greet.ts';
import { LaunchError } from './launch-error.ts';
import { childPlans } from './plans.ts';
import { demandFreePort } from './ports.ts';
import { prepareDatabase } from './prepare-database.ts';
import { bornAt, endProcess, leftProcesses, rememberProcesses } from './processes.ts';
import type { Progress } from './progress.ts';
import { keepSecrets } from './secrets.ts';
import { prepareDemo } from './prepare-demo.ts';
import { type LaunchSettings, launchSettings } from './settings.ts';
import { waitUntilReady } from './wait-until-ready.ts';

/**
 * Starts everything that is needed, waits until all of it is ready, keeps it
 * running, and stops it in order at SIGINT or SIGTERM.
 * @throws LaunchError for whatever a person can mend; what was started is stopped first
 */
export async function launch(
  source: Record<string, string | undefined>,
  flags: { dev: boolean },
  progress: Progress,
): Promise<void> {
  const settings = launchSettings(source, flags);
  const stop = new AbortController();
  const running = new Running(settings.dataFolder);
  listenForStop(stop, progress);
  progress.say(`Storywire (${settings.mode === 'sandbox' ? 'sandbox' : 'Meta'} mode) is starting.`);
  try {
    await startAll(settings, source, running, progress, stop.signal);
    await untilAborted(stop.signal);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  } finally {
    await running.stopInOrder();
    if (stop.signal.aborted) progress.say('Stopped. Starting again continues from here.');
  }
}

/** Everything that runs, for stopping and for the next start's eyes. */
class Running {
  readonly children: Child[] = [];
  database: DatabaseServer | undefined;
  readonly #dataFolder: string;
  #ownsFolder = false;

  constructor(dataFolder: string) {
    this.#dataFolder = dataFolder;
  }

  /** From here on the list of processes in the data folder is this launcher's. */
  async own(): Promise<void> {
    this.#ownsFolder = true;
    await this.remember();
  }

  async remember(): Promise<void> {
    const own = { name: 'launcher', pid: process.pid, born: (await bornAt(process.pid)) ?? '' };
    const children = this.children.flatMap((child) => (child.known && child.running ? [child.known] : []));
    await rememberProcesses(this.#dataFolder, [own, ...children]);
  }

  async start(child: Child): Promise<Child> {
    this.children.unshift(child);
    await child.start();
    return child;
  }

  /** The last started first, and the database when nobody needs it any more. */
  async stopInOrder(): Promise<void> {
    for (const child of this.children) await child.stop();
    await this.database?.stop();
    if (!this.#ownsFolder) return;
    await rememberProcesses(this.#dataFolder, []);
  }
}

async function startAll(
  settings: LaunchSettings,
  source: Record<string, string | undefined>,
  running: Running,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  await prepareFolder(settings, progress);
  await running.own();
  const secrets = await keepSecrets(settings.dataFolder);
  const inherited = Object.fromEntries(
    Object.entries(source).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
  running.database = await progress.step('database', () => startDatabase(settings, secrets, progress));
  const plans = childPlans(settings, secrets, running.database.url, inherited);
  const env = parseEnv(plans.env);
  useEnv(env);
  await progress.step('migrations', () => prepareDatabase(env.DATABASE_URL, settings.mode));
  signal.throwIfAborted();
  if (!settings.dev && (await buildIsStale())) {
    await progress.step('build (only when something changed)', () =>
      build(join(settings.dataFolder, 'logs'), plans.env),
    );
  }
  signal.throwIfAborted();

  const onChange = async (name: string, event: 'started' | 'ended') => {
    if (event === 'ended') progress.say(`  ${name} had ended by itself and is started again.`);
    await running.remember();
  };
  const begin = (plan: (typeof plans)['web'], ready: string, timeoutMs: number) =>
    progress.step(plan.name, async () => {
      const child = await running.start(new Child(plan, (event) => onChange(plan.name, event)));
      await waitUntilReady(child, ready, timeoutMs, signal);
    });
  const local = settings.host === '0.0.0.0' || settings.host === '::' ? '127.0.0.1' : settings.host;
  if (plans.sandbox) {
    await begin(plans.sandbox, `${env.META_GRAPH_URL}/_sandbox/state`, 30_000);
    await progress.step('demo brand', () => prepareDemo(env));
  }
  await begin(plans.web, `http://${local}:${settings.port}/api/health`, 120_000);
  await begin(plans.worker, `http://127.0.0.1:${settings.workerPort}/ready`, 60_000);
  await greet(settings, env, progress);
}

/** Ends what a killed launcher left behind; refuses while another launcher lives. */
async function prepareFolder(settings: LaunchSettings, progress: Progress): Promise<void> {
  await mkdir(join(settings.dataFolder, 'logs'), { recursive: true, mode: 0o700 }).catch(
    (cause: NodeJS.ErrnoException) => {
      throw new LaunchError(
        `The folder ${settings.dataFolder} cannot be made (${cause.code}); set STORYWIRE_DATA to one that this user may write.`,
        { cause },
      );
    },
  );
  // As root, the database's own user must be able to pass through here; what lies inside is closed to others.
  if (process.getuid?.() === 0) await chmod(settings.dataFolder, 0o711);
  const left = await leftProcesses(settings.dataFolder);
  const other = left.find((each) => each.name === 'launcher');
  if (other) {
    throw new LaunchError(
      `Storywire already runs on this data folder (process ${other.pid}); stop it first, or set STORYWIRE_DATA, PORT, WORKER_PORT and SANDBOX_PORT for a second one.`,
    );
  }
  for (const each of left.toReversed()) {
    await endProcess(each, 10_000);
    progress.say(`  ✓ ended ${each.name}, left over from a start that was killed`);
  }
  await demandFreePort('PORT', settings.host, settings.port);
  await demandFreePort('WORKER_PORT', '127.0.0.1', settings.workerPort);
  if (settings.mode === 'sandbox') await demandFreePort('SANDBOX_PORT', '127.0.0.1', settings.sandboxPort);
}

function listenForStop(stop: AbortController, progress: Progress): void {
  let asked = false;
  const onSignal = () => {
    if (asked) return;
    asked = true;
    progress.say('\nStopping…');
    stop.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('SIGHUP', onSignal);
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  // A pending promise does not keep Node running; the timer does.
  const alive = setInterval(() => {}, 60_000);
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      clearInterval(alive);
      resolve();
    });
  });
}
