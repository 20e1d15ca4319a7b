import { createBacklog } from './backlog.ts';
import { gather } from './gather.ts';
import { createClient, type LiveClient, type Reader } from './live-client.ts';
import { helloEvent, hintEvent, pingEvent, readHint, resyncEvent, storiesEvent } from './sse.ts';

/** What the hub needs of the outside. */
export type HubParts = {
  /** Starts listening once, and keeps at it: `onListening` comes each time it (again) has a connection. */
  listen: (onPayload: (payload: string) => void, onListening: () => void) => Promise<unknown>;
  /** Those of these sessions that have ended. */
  findEndedSessions: (sessionIds: string[]) => Promise<string[]>;
  /** Stories as everybody who is signed in may see them, for the feeds that are open. */
  readStories: (ids: string[]) => Promise<readonly object[]>;
  report: (error: unknown, what: string) => void;
  now?: () => number;
  /** 0 up to 1, without 1. */
  random?: () => number;
};

/** A session that ends is noticed by its hint at once, and without the hint after this long. */
const checkMs = 3_000;
const pingMs = 15_000;
const listenAgainMs = 2_000;
/** Of what comes together, each stream hears at once: writing to hundreds of them is what costs. */
const gatherMs = 200;
/** Some hundred kilobytes; of more, feeds fetch their first page. */
const mostStories = 200;
/** A stream that broke is opened again after so long, each after another time, lest all come at once. */
const comeBackMs = { least: 500, most: 1_500 };

export type Hub = {
  /**
   * A stream of events for one client; it ends when the reader's session does.
   * @param lastHeard the number of the event that the client heard last on an earlier stream
   */
  open: (reader: Reader, signal: AbortSignal, lastHeard?: string | null) => ReadableStream<Uint8Array>;
  /** How many streams are open. */
  size: () => number;
  /** Ends all streams and takes no more. */
  close: () => void;
};

/**
 * Fans hints out to the open streams of one web process, over one connection
 * to PostgreSQL however many streams there are. Stories that came or changed
 * are read once for all, and sent along: hundreds of feeds that each asked for
 * them would keep the server busy for seconds. Hints may be lost while that
 * connection is; then every client is told to fetch anew. Timers run only
 * while a stream is open.
 */
export function createHub({
  listen,
  findEndedSessions,
  readStories,
  report,
  now = Date.now,
  random = Math.random,
}: HubParts): Hub {
  const clients = new Set<LiveClient>();
  const backlog = createBacklog();
  let listening: 'no' | 'starting' | 'yes' = 'no';
  let closed = false;
  let checking = false;
  let timers: NodeJS.Timeout[] = [];

  const sendAll = (event: Uint8Array) => {
    const kept = backlog.keep(event);
    for (const client of clients) client.send(kept);
  };

  const sendTo = (userId: string, event: Uint8Array) => {
    const kept = backlog.keep(event, userId);
    for (const client of clients) if (client.userId === userId) client.send(kept);
  };

  const ping = () => {
    for (const client of clients) client.send(pingEvent);
  };

  const tellOf = gather<string>(gatherMs, (hints) => sendAll(joined(hints.map(hintEvent))));
  const tellWhoHasSeen = gather<string>(gatherMs, (userIds) => {
    for (const id of userIds) sendTo(id, hintEvent(JSON.stringify({ topic: 'seen', id })));
  });
  const tellOfStory = gather<string>(gatherMs, async (ids) => {
    const hint = (id: string) => hintEvent(JSON.stringify({ topic: 'story', id }));
    if (ids.length > mostStories) return sendAll(hint(ids[0]!));
    try {
      sendAll(storiesEvent(await readStories(ids)));
    } catch (error) {
      report(error, 'stories could not be read for the live stream');
      sendAll(joined(ids.map(hint)));
    }
  });

  const onPayload = (payload: string) => {
    const hint = readHint(payload);
    if (!hint) return;
    // Whoever comes later fetches anew.
    if (clients.size === 0) return backlog.forget();
    // Browsers need not hear of sessions: those whose session ended are shown out.
    if (hint.topic === 'session') void checkSessions();
    // What somebody has seen is stale in that person's browsers only.
    else if (hint.topic === 'seen') tellWhoHasSeen(hint.id);
    else if (hint.topic === 'story') tellOfStory(hint.id);
    else tellOf(JSON.stringify(hint));
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
    timers = [setInterval(tick, checkMs), setInterval(ping, pingMs)];
    for (const timer of timers) timer.unref();
  };

  const forget = (client: LiveClient) => {
    clients.delete(client);
    if (clients.size > 0) return;
    for (const timer of timers) clearInterval(timer);
    timers = [];
  };

  return {
    open: (reader, signal, lastHeard = null) => {
      const client = createClient({ reader, signal, now, onGone: forget });
      if (closed) client.end();
      if (!client.gone()) {
        clients.add(client);
        const missed = backlog.since(lastHeard, reader.userId);
        const retryMs = comeBackMs.least + random() * (comeBackMs.most - comeBackMs.least);
        client.send(joined([helloEvent({ retryMs, caughtUp: missed !== undefined }), ...(missed ?? [])]));
        client.send(backlog.mark());
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

const joined = (events: Uint8Array[]): Uint8Array => Buffer.concat(events);
