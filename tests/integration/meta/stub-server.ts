import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MetaConfig } from '#lib/meta/config.ts';

/** A request as the stub saw it. */
export type Seen = { method: string; url: URL; headers: IncomingMessage['headers']; body: Buffer };
type Answer = (seen: Seen, response: ServerResponse, request: IncomingMessage) => void;

/** A server of the test's own, which answers as the test says, and a config that points at it. */
export async function stubServer(answer: Answer) {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('error', () => undefined);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://stub');
      const one = {
        method: request.method ?? '',
        url,
        headers: request.headers,
        body: Buffer.concat(chunks),
      };
      seen.push(one);
      answer(one, response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { seen, config: configFor(`http://127.0.0.1:${port}`), close };
}

export function configFor(graphUrl: string): MetaConfig {
  return {
    graphUrl,
    version: 'v26.0',
    appId: '990000000000001',
    appSecret: 'app-secret',
    accessToken: 'EAAtoken',
  };
}

export function sendJson(
  response: ServerResponse,
  json: unknown,
  status = 200,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(json));
}
