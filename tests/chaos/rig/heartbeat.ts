import { createServer } from 'node:http';
import { once } from 'node:events';

export type Heartbeat = { url: string; beats: () => number; close: () => Promise<void> };

/** What an operator's dead man's switch is: an address that counts how often it was asked for. */
export async function listenForHeartbeat(): Promise<Heartbeat> {
  let beats = 0;
  const server = createServer((_, response) => {
    beats += 1;
    response.end('heard');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (!address || typeof address !== 'object') throw new Error('A port was expected.');
  return {
    url: `http://127.0.0.1:${address.port}/beat`,
    beats: () => beats,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
