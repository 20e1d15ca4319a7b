import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/**
 * What happens to a connection once a request that matches has begun on it:
 * `pass`; `hold-request`, its bytes wait here; `hold-response`, the other side
 * gets the request and its answer waits here; `cut-response`, the answer is
 * dropped and the connection cut.
 */
export type ProxyMode = 'pass' | 'hold-request' | 'hold-response' | 'cut-response';

export type TcpProxy = {
  url: string;
  setMode: (mode: ProxyMode) => void;
  /** How many matching requests have been held or cut since the mode was set. */
  caught: () => number;
  /** How many held answers have arrived here. */
  answersHeld: () => number;
  /** Lets everything held go on. */
  release: () => void;
  close: () => Promise<void>;
};

/** A TCP proxy that can be told to misbehave for the requests whose first line matches. */
export async function tcpProxy(target: { host: string; port: number }, match: RegExp): Promise<TcpProxy> {
  let mode: ProxyMode = 'pass';
  let caught = 0;
  let answers = 0;
  const held: (() => void)[] = [];
  const sockets = new Set<Socket>();

  const server = createServer((client) => {
    const upstream = connect(target.port, target.host);
    let present: ProxyMode = 'pass';
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
      // A killed process resets its connections: that is what this is for.
      socket.on('error', () => socket.destroy());
    }
    client.on('data', (chunk) => {
      if (match.test(chunk.toString('latin1'))) {
        present = mode;
        if (present !== 'pass') caught += 1;
      }
      if (present === 'hold-request') held.push(() => upstream.write(chunk));
      else upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (present === 'cut-response') {
        answers += 1;
        client.destroy();
      } else if (present === 'hold-response') {
        answers += 1;
        held.push(() => client.write(chunk));
      } else client.write(chunk);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (!address || typeof address !== 'object') throw new Error('A port was expected.');

  return {
    url: `http://127.0.0.1:${address.port}`,
    setMode: (next) => {
      mode = next;
      caught = 0;
      answers = 0;
    },
    caught: () => caught,
    answersHeld: () => answers,
    release: () => held.splice(0).forEach((go) => go()),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
