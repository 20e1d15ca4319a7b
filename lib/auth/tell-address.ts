import { IncomingMessage, Server } from 'node:http';
import { connectionHeader } from './request-address.ts';

/**
 * Has every request to this process carry the address of whom the process is
 * connected to. Next tells a route nothing of the connection but a forwarding
 * header, which whoever calls may have written.
 */
export function tellAddress(): void {
  // oxlint-disable-next-line typescript/unbound-method -- called below with the server it is to be bound to
  const { emit } = Server.prototype;
  Server.prototype.emit = function emitWithAddress(this: Server, ...given: Parameters<typeof emit>) {
    const [event, request]: unknown[] = given;
    if (event === 'request' && request instanceof IncomingMessage)
      request.headers[connectionHeader] = request.socket.remoteAddress ?? '';
    return emit.apply(this, given);
  } as typeof emit;
}
