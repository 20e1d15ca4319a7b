import { eq } from 'drizzle-orm';
import { once } from 'node:events';
import { connect as connectTcp, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Connection, type Transaction } from '#db/client.ts';
import { session, user } from '#db/schema.ts';
import type { ToldStory } from '#lib/feed/feed-story.ts';
import { listStories } from '#lib/feed/queries/list-stories.ts';
import { newId } from '#lib/ids.ts';
import { createHub, type Hub } from '#lib/live/hub.ts';
import { liveChannel, notifyLive } from '#lib/live/notify.ts';
import { findEndedSessions } from '#lib/live/queries.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { sampleAccount, sampleRegion, sampleStory } from '#tests/support/sample-brand.ts';

const dayMs = 24 * 60 * 60_000;

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

function hubOver(connection: Connection): { hub: Hub; reports: string[] } {
  const reports: string[] = [];
  const hub = createHub({
    listen: (onPayload, onListening) => connection.sql.listen(liveChannel, onPayload, onListening),
    findEndedSessions: (sessionIds) => findEndedSessions(test.db, { sessionIds }),
    readStories: (ids) => listStories(test.db, { ids }),
    report: (error, what) => reports.push(`${what}: ${String(error)}`),
  });
  cleanups.push(() => hub.close());
  return { hub, reports };
}

/** A pool of its own, so that its listening connection ends with the test. */
function ownConnection(url: string): Connection {
  const connection = connect(url, { name: 'live test', max: 2 });
  cleanups.push(() => connection.close());
  return connection;
}

function follow(hub: Hub, sessionId: string) {
  const aborter = new AbortController();
  const seen = { text: '', done: false, abort: () => aborter.abort() };
  const reader = hub
    .open({ sessionId, userId: newId(), hangUp: () => undefined }, aborter.signal)
    .getReader();
  const decoder = new TextDecoder();
  const read = async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      seen.text += decoder.decode(value);
    }
    seen.done = true;
  };
  void read();
  return seen;
}

/** The stories that a stream brought, in their order. */
const toldStories = (text: string): ToldStory[] =>
  [...text.matchAll(/^event: stories\ndata: (.*)$/gm)].flatMap(
    ([, data]) => JSON.parse(data!) as ToldStory[],
  );

async function until(condition: () => boolean, what: string, withinMs = 10_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`);
    await sleep(20);
  }
}

async function signedIn(
  over: Partial<typeof session.$inferInsert> = {},
): Promise<{ userId: string; sessionId: string }> {
  const [person] = await test.db.insert(user).values({ name: 'Somebody' }).returning({ id: user.id });
  if (!person) throw new Error('no user');
  const [row] = await test.db
    .insert(session)
    .values({ userId: person.id, device: 'a test', expiresAt: new Date(Date.now() + dayMs), ...over })
    .returning({ id: session.id });
  if (!row) throw new Error('no session');
  return { userId: person.id, sessionId: row.id };
}

describe('the live stream', () => {
  it('carries what was committed, and nothing of what was rolled back', async () => {
    const { hub } = hubOver(ownConnection(test.url));
    const { sessionId } = await signedIn();
    const stream = follow(hub, sessionId);
    await until(() => stream.text.includes('resync'), 'listening');
    const [kept, lost] = [newId(), newId()];
    const rolledBack = test.db.transaction(async (tx) => {
      await notifyLive(tx, { topic: 'alert', id: lost });
      throw new Error('rolled back');
    });
    await expect(rolledBack).rejects.toThrow('rolled back');
    await test.db.transaction((tx) => notifyLive(tx, { topic: 'alert', id: kept }));
    await until(() => stream.text.includes(kept), 'the hint');
    expect(stream.text).not.toContain(lost);
  });

  it('gives every one of 50 streams each of 2,000 events of 8 writers once, and leaves none behind', async () => {
    const { hub } = hubOver(ownConnection(test.url));
    const { sessionId } = await signedIn();
    const streams = Array.from({ length: 50 }, () => follow(hub, sessionId));
    await until(() => streams.every((each) => each.text.includes('resync')), 'listening');
    const ids = Array.from({ length: 2_000 }, () => newId());
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (const id of ids.filter((__, n) => n % 8 === writer))
        await notifyLive(test.db, { topic: 'alert', id });
    });
    await Promise.all(writers);
    const hints = (text: string) => text.match(/"id":"[^"]+"/g) ?? [];
    await until(() => streams.every((each) => hints(each.text).length === ids.length), 'all hints', 20_000);
    for (const { text } of streams) expect(new Set(hints(text)).size).toBe(ids.length);
    for (const each of streams) each.abort();
    expect(hub.size()).toBe(0);
  });

  it('brings every feed the stories that came, as cards, and none that was rolled back', async () => {
    const { hub, reports } = hubOver(ownConnection(test.url));
    const { sessionId } = await signedIn();
    const streams = Array.from({ length: 3 }, () => follow(hub, sessionId));
    await until(() => streams.every((each) => each.text.includes('resync')), 'listening');
    const regionId = await sampleRegion(test.db, { name: 'Iberia' });
    const accountId = await sampleAccount(test.db, regionId);
    const write = async (tx: Transaction) => {
      const made = await sampleStory(tx, { accountId, regionId, postedAt: new Date() });
      await notifyLive(tx, { topic: 'story', id: made.id });
      return made;
    };
    const rolledBack = test.db.transaction(async (tx) => {
      await write(tx);
      throw new Error('rolled back');
    });
    await expect(rolledBack).rejects.toThrow('rolled back');
    const made = await Promise.all(Array.from({ length: 12 }, () => test.db.transaction(write)));
    const told = (text: string) => toldStories(text).map(({ id }) => id);
    await until(() => streams.every(({ text }) => told(text).length >= made.length), 'all stories');
    for (const { text } of streams) {
      expect(told(text).toSorted()).toEqual(made.map(({ id }) => id).toSorted());
      for (const story of toldStories(text)) {
        expect(story.region.name).toBe('Iberia');
        // What each reader has seen is nobody else's business.
        expect(story).not.toHaveProperty('seen');
      }
    }
    expect(reports).toEqual([]);
  });

  it('is told to fetch anew when the database was away, and goes on', async () => {
    const proxy = await breakableProxy(test.url);
    const { hub } = hubOver(ownConnection(proxy.url));
    const { sessionId } = await signedIn();
    const stream = follow(hub, sessionId);
    await until(() => stream.text.includes('resync'), 'listening');
    await proxy.stop();
    await sleep(2_500);
    await notifyLive(test.db, { topic: 'alert', id: newId() });
    await proxy.start();
    await until(() => stream.text.split('resync').length > 2, 'the second resync', 20_000);
    const id = newId();
    await notifyLive(test.db, { topic: 'alert', id });
    await until(() => stream.text.includes(id), 'hints after the outage');
    expect(stream.done).toBe(false);
  });

  it('starts although the database is not there yet', async () => {
    const proxy = await breakableProxy(test.url);
    await proxy.stop();
    const { hub } = hubOver(ownConnection(proxy.url));
    const { sessionId } = await signedIn();
    const stream = follow(hub, sessionId);
    await sleep(1_500);
    expect(stream.text).not.toContain('resync');
    await proxy.start();
    await until(() => stream.text.includes('resync'), 'listening', 20_000);
    expect(stream.done).toBe(false);
  });

  it('of somebody who was disabled ends within five seconds, and at once on the hint', async () => {
    const { hub } = hubOver(ownConnection(test.url));
    const [silent, hinted, other] = [await signedIn(), await signedIn(), await signedIn()];
    const [a, b, c] = [silent, hinted, other].map((each) => follow(hub, each.sessionId));
    await until(() => c?.text.includes('resync') ?? false, 'listening');
    await test.db.update(session).set({ revokedAt: new Date() }).where(eq(session.id, hinted.sessionId));
    await notifyLive(test.db, { topic: 'session', id: hinted.sessionId });
    await until(() => b?.done ?? false, 'the end by the hint', 1_000);
    await test.db.update(user).set({ state: 'disabled' }).where(eq(user.id, silent.userId));
    await until(() => a?.done ?? false, 'the end without a hint', 5_000);
    expect(c?.done).toBe(false);
    expect(c?.text).not.toContain(hinted.sessionId);
  });
});

describe('sessions that have ended', () => {
  it('are found in one query, whatever ended them', async () => {
    const good = await signedIn();
    const disabled = await signedIn();
    await test.db.update(user).set({ state: 'disabled' }).where(eq(user.id, disabled.userId));
    const ended = [
      disabled,
      await signedIn({ revokedAt: new Date() }),
      await signedIn({ expiresAt: new Date(Date.now() - 1_000) }),
      await signedIn({ lastUsedAt: new Date(Date.now() - 31 * dayMs) }),
      { sessionId: newId() },
    ].map((each) => each.sessionId);
    const found = await findEndedSessions(test.db, { sessionIds: [good.sessionId, ...ended] });
    expect(found.toSorted()).toEqual(ended.toSorted());
    expect(await findEndedSessions(test.db, { sessionIds: [] })).toEqual([]);
  });
});

/** A way to the database that can be closed and opened again, on the same port. */
async function breakableProxy(
  target: string,
): Promise<{ url: string; stop: () => Promise<void>; start: () => Promise<void> }> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  let ownPort = 0;
  const start = async () => {
    server = createServer((client) => {
      const upstream = connectTcp(Number(port), hostname);
      for (const socket of [client, upstream]) {
        sockets.add(socket);
        socket.on('error', () => socket.destroy());
        socket.on('close', () => {
          sockets.delete(socket);
          client.destroy();
          upstream.destroy();
        });
      }
      client.pipe(upstream).pipe(client);
    });
    server.listen(ownPort, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address === 'object' && address) ownPort = address.port;
  };
  const stop = async () => {
    const closing = server;
    server = undefined;
    if (!closing) return;
    const closed = once(closing, 'close');
    closing.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  await start();
  cleanups.push(stop);
  const url = new URL(target);
  url.port = String(ownPort);
  return { url: url.href, stop, start };
}
