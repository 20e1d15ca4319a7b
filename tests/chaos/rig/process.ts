import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

/** A process of Storywire's that is started again whenever it ends by itself, as the launcher does. */
export type RigProcess = {
  readonly pid: number;
  /** Everything written since the first start. */
  output: () => string;
  /** Counts lines of the log with this message. */
  logged: (message: string) => number;
  /** How often it was started. */
  starts: () => number;
  signal: (name: NodeJS.Signals) => void;
  /** kill -9; resolves when it is gone, and another one is on its way. */
  kill: () => Promise<void>;
  /** Ends it for good. */
  stop: (name?: NodeJS.Signals) => Promise<void>;
  /** Starts it again after `stop`, with other settings where given. */
  start: (env?: Record<string, string>) => void;
};

const pauseBeforeRestartMs = 200;

export function startProcess(args: string[], env: Record<string, string>): RigProcess {
  let settings = env;
  let child: ChildProcess;
  let text = '';
  let starts = 0;
  let wanted = true;

  function start(): void {
    starts += 1;
    const started = spawn(process.execPath, args, {
      env: { ...settings, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    started.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    started.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    started.once('exit', async () => {
      await delay(pauseBeforeRestartMs);
      // Stopped and started by hand meanwhile, it has a successor already.
      if (wanted && child === started) start();
    });
  }

  const end = async (name: NodeJS.Signals): Promise<void> => {
    const present = child;
    if (present.exitCode !== null || present.signalCode !== null) return;
    const ended = once(present, 'exit');
    present.kill(name);
    // One that was stopped by a signal takes in no other but this.
    const timer = setTimeout(() => present.kill('SIGKILL'), 25_000);
    await ended;
    clearTimeout(timer);
  };

  start();
  // A run that is broken off takes its processes along.
  process.once('exit', () => child.kill('SIGKILL'));
  return {
    get pid() {
      return child.pid ?? 0;
    },
    output: () => text,
    logged: (message) => text.split(`"msg":"${message}"`).length - 1,
    starts: () => starts,
    signal: (name) => void child.kill(name),
    kill: () => end('SIGKILL'),
    stop: async (name = 'SIGTERM') => {
      wanted = false;
      await end(name);
    },
    start: (next) => {
      settings = { ...settings, ...next };
      wanted = true;
      start();
    },
  };
}
