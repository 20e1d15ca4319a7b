import { readFile } from 'node:fs/promises';
import type { Rig } from './rig.ts';

export type Connections = {
  /** How many clients' connections web holds, whether or not the client still does. */
  open: number;
  /** Bytes that the system keeps for clients who do not take them. */
  waiting: number;
};

/** `LISTEN`. */
const listens = '0A';
/** The inode of a connection that its process has closed, and of which only the system knows: the other end does not take the rest. */
const noInode = '0';

/** As the system knows them: a client that does not read does not notice its own end. */
export async function connectionsTo({ web }: Rig): Promise<Connections> {
  const port = Number(new URL(web.url).port).toString(16).toUpperCase().padStart(4, '0');
  const lines = (await readFile('/proc/net/tcp', 'utf8')).split('\n').slice(1);
  const own = lines
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([, local, , state, , , , , , inode]) =>
        local?.endsWith(`:${port}`) && state !== listens && inode !== noInode,
    );
  return {
    open: own.length,
    waiting: own.reduce((sum, [, , , , queues]) => sum + Number.parseInt(queues!.split(':')[0]!, 16), 0),
  };
}
