import { readFile } from 'node:fs/promises';
import type { Rig } from './rig.ts';

/** A client's connection that web holds, whether or not the client still does. */
export type ClientConnection = {
  /** The client's own. */
  port: number;
  /** Bytes that the system keeps because the client does not take them. */
  waiting: number;
};

/** `LISTEN`. */
const listens = '0A';
/** The inode of a connection that its process has closed, and of which only the system knows: the other end does not take the rest. */
const noInode = '0';

/** As the system knows them: a client that does not read does not notice its own end. */
export async function connectionsTo({ web }: Rig): Promise<ClientConnection[]> {
  const listening = new URL(web.url).port;
  const lines = (await readFile('/proc/net/tcp', 'utf8')).split('\n').slice(1);
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([, local, , state, , , , , , inode]) =>
        portOf(local) === Number(listening) && state !== listens && inode !== noInode,
    )
    .map(([, , remote, , queues]) => ({
      port: portOf(remote),
      waiting: Number.parseInt(queues!.split(':')[0]!, 16),
    }));
}

/** Of an address as the system writes it, in hexadecimal. */
const portOf = (address = '') => Number.parseInt(address.split(':')[1] ?? '', 16);
