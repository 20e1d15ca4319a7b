import { createServer } from 'node:net';
import { LaunchError } from './launch-error.ts';

/**
 * Sees that a port may be used, before anything is started.
 * @throws LaunchError naming the variable that moves it
 */
export async function demandFreePort(variable: string, host: string, port: number): Promise<void> {
  const code = await tryPort(host, port);
  if (code === undefined) return;
  if (code === 'EADDRINUSE') {
    throw new LaunchError(
      `Port ${port} is taken by another program; stop that program or set ${variable} to a free port.`,
    );
  }
  if (code === 'EACCES') {
    throw new LaunchError(`Port ${port} is not allowed for this user; set ${variable} to a port above 1023.`);
  }
  throw new LaunchError(
    `Nothing can listen on ${host} port ${port} (${code}); set HOST and ${variable} to an address of this machine.`,
  );
}

function tryPort(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
