import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';

// The start and the routes are bundled apart, and have to mean the same one.
const kept = globalThis as typeof globalThis & { storywireResponses?: AsyncLocalStorage<ServerResponse> };
const responses = (kept.storywireResponses ??= new AsyncLocalStorage());

/**
 * From now on a route can reach the connection that it answers on. Next hands
 * out none, and while a client takes nothing it waits for it without end: an
 * error of the stream that it writes does not reach it then.
 */
export function followResponses(): void {
  // Node tells of each request right before it hands it on, in the same turn.
  subscribe('http.server.request.start', (message) => {
    responses.enterWith((message as { response: ServerResponse }).response);
  });
}

/** Gives what hangs up on the client of the request that is being answered; once the answer is complete, it does nothing. */
export function hangUpOnClient(): () => void {
  const response = responses.getStore();
  return () => {
    if (response?.writableFinished === false) response.destroy();
  };
}
