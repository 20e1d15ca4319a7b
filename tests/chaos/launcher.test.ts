import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bornAt } from '#lib/launch/processes.ts';
import {
  type Launched,
  freePorts,
  installation,
  launchStorywire,
  startLauncher,
} from '#tests/support/launched.ts';
import { eventually } from '#tests/support/eventually.ts';

/** Starts, and expects one clear sentence instead of a running Storywire. */
async function refusal(env: Record<string, string>): Promise<string> {
  const { launcher, output } = startLauncher(env);
  const [code] = (await once(launcher, 'exit')) as [number | null];
  expect(code).not.toBe(0);
  expect(output()).not.toMatch(/\n\s+at /);
  const sentences = output()
    .split('\n')
    .filter((line) => line.startsWith('✗ '));
  expect(sentences).toHaveLength(1);
  return sentences[0]!;
}

const meta = {
  META_APP_ID: '1',
  META_APP_SECRET: 'an-app-secret',
  META_ACCESS_TOKEN: 'EAAtoken',
  META_WEBHOOK_VERIFY_TOKEN: 'verify-this',
  META_GRAPH_URL: 'http://127.0.0.1:1',
};

let env: Record<string, string>;
let launched: Launched;

beforeAll(async () => {
  env = await installation();
  launched = await launchStorywire(env);
});
afterAll(async () => {
  await launched.remove();
});

const answers = async (url: string) => (await fetch(url).catch(() => undefined))?.status;

describe('what a start refuses, in one sentence with its remedy', () => {
  test('a second start on the same data folder', async () => {
    expect(await refusal(env)).toMatch(/already runs on this data folder \(process \d+\); stop it first/);
  });

  test('a port that another program has', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const mine = await installation({ PORT: String(port) });
    expect(await refusal(mine)).toMatch(
      new RegExp(`Port ${port} is taken by another program; .* set PORT to a free port`),
    );
    server.close();
  });

  test('half of the Meta credentials', async () => {
    expect(await refusal(await installation({ META_APP_ID: '1' }))).toMatch(/half-set/);
  });

  test('a database that cannot be reached', async () => {
    const [port] = await freePorts(1);
    const mine = await installation({ DATABASE_URL: `postgres://a:b@127.0.0.1:${port}/c` });
    expect(await refusal(mine)).toMatch(/cannot be reached \(ECONNREFUSED\); start it, or mend DATABASE_URL/);
  });

  test('a wrong database password', async () => {
    const connection = await launched.database();
    const { host, port } = connection.sql.options;
    await connection.close();
    const mine = await installation({
      DATABASE_URL: `postgres://storywire:wrong@${host[0]}:${port[0]}/storywire`,
    });
    expect(await refusal(mine)).toMatch(/refuses the user or password/);
  });

  test('a data folder that may not be written', async () => {
    // A file where the folder should be: root may write everywhere else.
    const folder = await mkdtemp(join(tmpdir(), 'storywire-closed-'));
    const file = join(folder, 'file');
    await writeFile(file, '');
    const mine = await installation({ STORYWIRE_DATA: join(file, 'data') });
    expect(await refusal(mine)).toMatch(/cannot be made .*set STORYWIRE_DATA/);
    await rm(folder, { recursive: true });
  });
});

describe('a process that is killed', () => {
  test.each(['web', 'worker', 'sandbox'])('%s is started again by the launcher', async (name) => {
    const before = (await launched.processes()).find((each) => each.name === name)!;
    process.kill(before.pid, 'SIGKILL');
    await eventually(`another ${name} runs`, async () => {
      const now = (await launched.processes()).find((each) => each.name === name);
      return now && now.pid !== before.pid;
    });
    await eventually('web answers', async () => (await answers(`${launched.url}/api/health`)) === 200);
    await eventually(
      'the worker answers',
      async () => (await answers(`http://127.0.0.1:${env['WORKER_PORT']}/ready`)) === 200,
    );
    await eventually(
      'the sandbox answers',
      async () => (await answers(`${launched.sandboxUrl}/_sandbox/state`)) === 200,
    );
  });

  test('the database is started again where the others find it', async () => {
    const connection = await launched.database();
    const [row] = await connection.sql<
      { folder: string }[]
    >`select current_setting('data_directory') as folder`;
    await connection.close();
    const pid = Number((await readFile(join(row!.folder, 'postmaster.pid'), 'utf8')).split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    await eventually('the database is another process', async () => {
      const text = await readFile(join(row!.folder, 'postmaster.pid'), 'utf8').catch(() => '');
      const now = Number(text.split('\n')[0]);
      return now !== 0 && now !== pid;
    });
    await eventually(
      'web reaches its database',
      async () => (await answers(`${launched.url}/api/health`)) === 200,
    );
  });

  test('the launcher leaves orphans, and the next start ends or adopts them and goes on', async () => {
    const orphans = await launched.processes();
    launched.launcher.kill('SIGKILL');
    await once(launched.launcher, 'exit');
    launched = await launchStorywire(env);
    for (const each of orphans) {
      const now = (await launched.processes()).map((every) => every.pid);
      expect(now).not.toContain(each.pid);
    }
    expect(launched.output()).toMatch(/ended worker, left over/);
    expect(launched.output()).toMatch(/adopted the database/);
    expect(await answers(`${launched.url}/api/health`)).toBe(200);
  });

  test('SIGTERM ends all of them in order, and a database of the other mode or a newer one is then refused', async () => {
    const all = await launched.processes();
    expect(await launched.stop()).toBe(0);
    for (const { pid } of all) expect(await bornAt(pid)).toBeUndefined();

    expect(await refusal({ ...env, ...meta })).toMatch(
      /made with the sandbox.* set STORYWIRE_DATA or DATABASE_URL/,
    );

    launched = await launchStorywire(env);
    const connection = await launched.database();
    await connection.sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', 99999999999999)`;
    await connection.close();
    await launched.stop();
    expect(await refusal(env)).toMatch(/newer Storywire than this one; install that version/);
  });
});
