import { execFile } from 'node:child_process';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);
const shape = z.array(z.object({ name: z.string(), pid: z.number().int(), born: z.string() }));

/** A process that was started here. `born` tells it from a later one with the same number. */
export type KnownProcess = z.infer<typeof shape>[number];

const fileIn = (dataFolder: string) => join(dataFolder, 'processes.json');

/** When a process was born, in whatever words the system has; undefined when it is gone. */
export async function bornAt(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat !== undefined) {
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // Field 3 is the state. Field 22 is the start time in ticks since boot.
    if (fields[0] !== 'Z') return fields[19];
    // A zombie has ended once its other threads have, which may hold its ports until then.
    const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
    return threads.length > 1 ? fields[19] : undefined;
  }
  const ps = await run('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => undefined);
  return ps?.stdout.trim() || undefined;
}

/** Writes down what is running, so that the next start finds it when this one is killed. */
export async function rememberProcesses(
  dataFolder: string,
  processes: readonly KnownProcess[],
): Promise<void> {
  const file = fileIn(dataFolder);
  await writeFile(`${file}.new`, JSON.stringify(processes), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** The processes of an earlier start that still live. */
export async function leftProcesses(dataFolder: string): Promise<KnownProcess[]> {
  const text = await readFile(fileIn(dataFolder), 'utf8').catch(() => '[]');
  const parsed = shape.safeParse(safeJson(text));
  const known = parsed.success ? parsed.data : [];
  const alive = await Promise.all(known.map(async (each) => (await bornAt(each.pid)) === each.born));
  return known.filter((_, index) => alive[index]);
}

const safeJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // A file cut short by a crash says nothing; orphans then show as taken ports.
    return [];
  }
};

/** Ends a process: asks, waits, and insists. */
export async function endProcess(known: KnownProcess, graceMs: number): Promise<void> {
  const signal = (name: NodeJS.Signals) => {
    try {
      process.kill(known.pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };
  const alive = async () => (await bornAt(known.pid)) === known.born;
  if (!(await alive())) return;
  signal('SIGTERM');
  const until = performance.now() + graceMs;
  while (performance.now() < until) {
    if (!(await alive())) return;
    await delay(50);
  }
  signal('SIGKILL');
  while (await alive()) await delay(50);
}
