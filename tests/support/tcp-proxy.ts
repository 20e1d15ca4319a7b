import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/**
 * What happens to a connection once a request that matches has begun on it:
 * `pass`; `hold-request`, its bytes wait here; `hold-response`, the other side
 * gets the request and its answer waits here; `cut-response`, the answer is
 * dropped and the connection cut; `refuse`, the connection is cut before the
 * other side gets anything; `fail-before` and `fail-after`, a gateway's 502
 * comes back, and the other side never got the request, or has answered it.
 */
export type ProxyMode =
  | 'pass'
  | 'hold-request'
  | 'hold-response'
  | 'cut-response'
  | 'refuse'
  | 'fail-before'
  | 'fail-after';

export type TcpProxy = {
  url: string;
  /** One mode for all that match from now on, or what chooses one for each. */
  setMode: (mode: ProxyMode | (() => ProxyMode)) => void;
  /** How many matching requests there ever were. */
  matched: () => number;
  /** How many matching requests have been held or cut since the mode was set. */
  caught: () => number;
  /** How many held answers have arrived here. */
  answersHeld: () => number;
  /** Lets everything held go on. */
  release: () => void;
  close: () => Promise<void>;
};

const badGateway =
  'HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\ncontent-length: 11\r\nconnection: close\r\n\r\nBad Gateway';

/** A TCP proxy that can be told to misbehave for the requests whose first line matches. */
export async function tcpProxy(target: { host: string; port: number }, match: RegExp): Promise<TcpProxy> {
  let mode: ProxyMode | (() => ProxyMode) = 'pass';
  let matched = 0;
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
        matched += 1;
        present = typeof mode === 'function' ? mode() : mode;
        if (present !== 'pass') caught += 1;
      }
      if (present === 'refuse') client.destroy();
      else if (present === 'fail-before') client.end(badGateway);
      else if (present === 'hold-request') held.push(() => upstream.write(chunk));
      else upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (present === 'cut-response') {
        answers += 1;
        client.destroy();
      } else if (present === 'fail-after') {
        answers += 1;
        client.end(badGateway);
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
    matched: () => matched,
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
