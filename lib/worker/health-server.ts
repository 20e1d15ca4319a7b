import { createServer, type Server } from 'node:http';

/**
 * Answers `/ready` with 200 once the worker works, and nothing else: details
 * of health are not public. Listens on this machine only.
 */
export function healthServer(port: number, isReady: () => boolean): Promise<Server> {
  const server = createServer((request, response) => {
    const found = request.method === 'GET' && request.url === '/ready';
    response.writeHead(found ? (isReady() ? 200 : 503) : 404, { 'cache-control': 'no-store' }).end();
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
