import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type ServerUser = { name: string; uid: number; gid: number };

/**
 * As whom PostgreSQL is to run: it refuses root.
 * @returns undefined when this process is not root and the server may run as it
 * @throws when root has no other user to offer and cannot make one
 */
export async function findServerUser(): Promise<ServerUser | undefined> {
  if (userInfo().uid !== 0) return undefined;
  const existing = await lookUp('postgres');
  if (existing) return existing;
  await run('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'postgres',
  ]).catch(() => undefined);
  // Where users cannot be made (a slim container), the one that every system has will do.
  const user = (await lookUp('postgres')) ?? (await lookUp('nobody'));
  if (!user) throw new Error('There is neither a user postgres nor a user nobody.');
  return user;
}

async function lookUp(name: string): Promise<ServerUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}
