import { type ChildProcess, spawn } from 'node:child_process';
import { open, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { bornAt, endProcess, type KnownProcess } from './processes.ts';

/** A log file is put aside at the next start of its process once it is larger than this. */
const logLimitBytes = 20_000_000;

export type ChildPlan = {
  name: string;
  args: readonly string[];
  env: Record<string, string>;
  logFolder: string;
  /** How long it may take to end in order. */
  graceMs: number;
};

/**
 * A process that is started again when it ends by itself. It has a process
 * group of its own, so that Ctrl-C reaches the launcher alone, which then
 * stops all in order.
 */
export class Child {
  readonly plan: ChildPlan;
  known: KnownProcess | undefined;
  #process: ChildProcess | undefined;
  #stopping = false;
  #restarts = 0;
  readonly #onChange: (event: 'started' | 'ended') => Promise<void>;

  constructor(plan: ChildPlan, onChange: (event: 'started' | 'ended') => Promise<void>) {
    this.plan = plan;
    this.#onChange = onChange;
  }

  get logFile(): string {
    return join(this.plan.logFolder, `${this.plan.name}.log`);
  }

  async start(): Promise<void> {
    if (((await stat(this.logFile).catch(() => undefined))?.size ?? 0) > logLimitBytes) {
      await rename(this.logFile, `${this.logFile}.1`);
    }
    const log = await open(this.logFile, 'a', 0o600);
    const child = spawn(process.execPath, [...this.plan.args], {
      env: this.plan.env as NodeJS.ProcessEnv,
      stdio: ['ignore', log.fd, log.fd],
      detached: true,
    });
    await log.close();
    const startedAt = performance.now();
    child.once('exit', () => void this.#ended(performance.now() - startedAt));
    this.#process = child;
    if (child.pid === undefined) throw new Error(`${this.plan.name} could not be started.`);
    this.known = { name: this.plan.name, pid: child.pid, born: (await bornAt(child.pid)) ?? '' };
    await this.#onChange('started');
  }

  /** Whether it runs at this moment. */
  get running(): boolean {
    return (
      this.#process !== undefined && this.#process.exitCode === null && this.#process.signalCode === null
    );
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.known && this.running) await endProcess(this.known, this.plan.graceMs);
  }

  async #ended(livedMs: number): Promise<void> {
    if (this.#stopping) return;
    await this.#onChange('ended');
    // One that had run for a minute had nothing wrong with it from the start.
    this.#restarts = livedMs > 60_000 ? 0 : this.#restarts + 1;
    await delay(Math.min(500 * 2 ** (this.#restarts - 1), 30_000));
    if (!this.#stopping) await this.start();
  }
}
