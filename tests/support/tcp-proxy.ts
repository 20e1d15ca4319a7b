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

/** What is done to the requests of which the first line matches. */
export type ProxyLane = {
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
};

type Listening = { url: string; close: () => Promise<void> };
export type TcpProxy = ProxyLane & Listening;

const badGateway =
  'HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\ncontent-length: 11\r\nconnection: close\r\n\r\nBad Gateway';

type Lane = ProxyLane & {
  match: RegExp;
  /** The mode of one matching request that begins. */
  begin: () => ProxyMode;
  held: (go: () => void) => void;
  answered: () => void;
};

function createLane(match: RegExp): Lane {
  let mode: ProxyMode | (() => ProxyMode) = 'pass';
  let matched = 0;
  let caught = 0;
  let answers = 0;
  const held: (() => void)[] = [];
  return {
    match,
    begin: () => {
      matched += 1;
      const present = typeof mode === 'function' ? mode() : mode;
      if (present !== 'pass') caught += 1;
      return present;
    },
    held: (go) => void held.push(go),
    answered: () => void (answers += 1),
    setMode: (next) => {
      mode = next;
      caught = 0;
      answers = 0;
    },
    matched: () => matched,
    caught: () => caught,
    answersHeld: () => answers,
    release: () => held.splice(0).forEach((go) => go()),
  };
}

/** A TCP proxy that can be told to misbehave for the requests whose first line matches. */
export async function tcpProxy(target: { host: string; port: number }, match: RegExp): Promise<TcpProxy> {
  const { lanes, ...listening } = await tcpProxyWithLanes(target, [match]);
  return { ...lanes[0]!, ...listening };
}

/** The same with one address for several kinds of requests, each told for itself. */
export async function tcpProxyWithLanes(
  target: { host: string; port: number },
  matches: readonly RegExp[],
): Promise<Listening & { lanes: readonly ProxyLane[] }> {
  const lanes = matches.map(createLane);
  const sockets = new Set<Socket>();

  const server = createServer((client) => {
    const upstream = connect(target.port, target.host);
    let present: ProxyMode = 'pass';
    let lane: Lane | undefined;
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
      const text = chunk.toString('latin1');
      const found = lanes.find(({ match }) => match.test(text));
      if (found) {
        lane = found;
        present = found.begin();
      }
      if (present === 'refuse') client.destroy();
      else if (present === 'fail-before') client.end(badGateway);
      else if (present === 'hold-request') lane?.held(() => upstream.write(chunk));
      else upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (present !== 'pass') lane?.answered();
      if (present === 'cut-response') client.destroy();
      else if (present === 'fail-after') client.end(badGateway);
      else if (present === 'hold-response') lane?.held(() => client.write(chunk));
      else client.write(chunk);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (!address || typeof address !== 'object') throw new Error('A port was expected.');

  return {
    url: `http://127.0.0.1:${address.port}`,
    lanes,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
