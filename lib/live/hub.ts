import { createClient, type LiveClient, type Reader } from './live-client.ts';
import { helloEvent, hintEvent, pingEvent, readHint, resyncEvent } from './sse.ts';

/** What the hub needs of the outside. */
export type HubParts = {
  /** Starts listening once, and keeps at it: `onListening` comes each time it (again) has a connection. */
  listen: (onPayload: (payload: string) => void, onListening: () => void) => Promise<unknown>;
  /** Those of these sessions that have ended. */
  findEndedSessions: (sessionIds: string[]) => Promise<string[]>;
  report: (error: unknown, what: string) => void;
  now?: () => number;
};

/** A session that ends is noticed by its hint at once, and without the hint after this long. */
const checkMs = 3_000;
const pingMs = 15_000;
const listenAgainMs = 2_000;

export type Hub = {
  /** A stream of events for one client; it ends when the reader's session does. */
  open: (reader: Reader, signal: AbortSignal) => ReadableStream<Uint8Array>;
  /** How many streams are open. */
  size: () => number;
  /** Ends all streams and takes no more. */
  close: () => void;
};

/**
 * Fans hints out to the open streams of one web process, over one connection
 * to PostgreSQL however many streams there are. Hints may be lost while that
 * connection is; then every client is told to fetch anew. Timers run only
 * while a stream is open.
 */
export function createHub({ listen, findEndedSessions, report, now = Date.now }: HubParts): Hub {
  const clients = new Set<LiveClient>();
  let listening: 'no' | 'starting' | 'yes' = 'no';
  let closed = false;
  let checking = false;
  let timers: NodeJS.Timeout[] = [];

  const sendAll = (event: Uint8Array) => {
    for (const client of clients) client.send(event);
  };

  const sendTo = (userId: string, event: Uint8Array) => {
    for (const client of clients) if (client.userId === userId) client.send(event);
  };

  const onPayload = (payload: string) => {
    const hint = readHint(payload);
    if (!hint) return;
    // Browsers need not hear of sessions: those whose session ended are shown out.
    if (hint.topic === 'session') void checkSessions();
    // What somebody has seen is stale in that person's browsers only.
    else if (hint.topic === 'seen') sendTo(hint.id, hintEvent(hint));
    else sendAll(hintEvent(hint));
  };

  const startListening = async () => {
    if (listening !== 'no' || closed) return;
    listening = 'starting';
    try {
      await listen(onPayload, () => sendAll(resyncEvent));
      listening = 'yes';
    } catch (error) {
      listening = 'no';
      report(error, 'the live stream cannot listen to the database');
      setTimeout(() => void startListening(), listenAgainMs).unref();
    }
  };

  const checkSessions = async () => {
    if (checking || clients.size === 0) return;
    checking = true;
    try {
      const ended = new Set(
        await findEndedSessions([...new Set([...clients].map((client) => client.sessionId))]),
      );
      for (const client of clients) if (ended.has(client.sessionId)) client.end();
    } catch (error) {
      // Nothing leaks meanwhile: without the database no hint comes either.
      report(error, 'sessions of live streams could not be checked');
    } finally {
      checking = false;
    }
  };

  const tick = () => {
    for (const client of clients) client.dropIfStuck();
    void checkSessions();
  };

  const startTimers = () => {
    if (timers.length > 0) return;
    timers = [setInterval(tick, checkMs), setInterval(() => sendAll(pingEvent), pingMs)];
    for (const timer of timers) timer.unref();
  };

  const forget = (client: LiveClient) => {
    clients.delete(client);
    if (clients.size > 0) return;
    for (const timer of timers) clearInterval(timer);
    timers = [];
  };

  return {
    open: (reader, signal) => {
      const client = createClient({ reader, signal, now, onGone: forget });
      if (closed) client.end();
      if (!client.gone()) {
        clients.add(client);
        client.send(helloEvent);
        startTimers();
        void startListening();
      }
      return client.stream;
    },
    size: () => clients.size,
    close: () => {
      closed = true;
      for (const client of clients) client.end();
    },
  };
}
