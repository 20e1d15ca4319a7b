import { get, type IncomingMessage } from 'node:http';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { connect, type Connection } from '#db/client.ts';
import { liveChannel } from '#lib/live/notify.ts';
import { type ClientConnection, connectionsTo } from '../connections-to.ts';
import { openLiveReader } from '../live-reader.ts';
import type { Rig } from '../rig.ts';
import type { Scenario } from '../scenario.ts';
import { signIn } from '../sign-in.ts';

const longestMs = 30_000;
/** How much longer is waited, to say how late it was. */
const patienceMs = 30_000;
/** Of the whole process, which hands the same bytes to all: what it keeps for one is no copy. */
const mostGrowthMegabytes = 64;
const pauseMs = 100;

/** R22: clients that open the stream and never read, while others do. */
export const stalledReaders: Scenario = {
  title: 'a client that never reads is dropped within 30 s, takes no memory, and holds nobody else up',
  rig: () => ({ numbers: 6, perTeam: 1 }),
  run: async (rig, { quick, say }) => {
    const count = quick ? 10 : 100;
    const cookie = await signIn(rig);
    const writing = connect(rig.env['DATABASE_URL']!, { role: null, max: 1, name: 'storywire chaos' });
    const reading = await openLiveReader(rig.web.url, cookie, new Map());
    const memory = { before: 0, most: 0 };
    const look = async () => {
      memory.most = Math.max(memory.most, await megabytesOf(rig));
    };
    const flood = async () => {
      await notify(writing, 2_000);
      await delay(pauseMs);
      await look();
    };
    const trickle = async () => {
      await notify(writing, 1);
      await delay(5 * pauseMs);
      await look();
    };

    /** Hints on and on, until all that do not read are gone. @returns how long that took */
    const untilDropped = async (stalled: Stalled, tell: () => Promise<void>): Promise<number> => {
      const begun = performance.now();
      while ((await stalled()).length > 0 && performance.now() - begun < longestMs + patienceMs) await tell();
      return Math.round(performance.now() - begun);
    };

    // What a flood costs web where everybody reads is not the doing of those who do not.
    for (let n = 0; n < (quick ? 10 : 50); n += 1) await flood();
    memory.before = memory.most;

    // First as much as there can be; then no more than it takes until something lies unread, and little after.
    const figures: Record<string, number> = {};
    for (const flooded of quick ? [true] : [true, false]) {
      const clients = await Promise.all(Array.from({ length: count }, () => openAndNeverRead(rig, cookie)));
      const ports = new Set(clients.map(({ socket }) => socket.localPort));
      const stalled = async () => (await connectionsTo(rig)).filter(({ port }) => ports.has(port));
      if (!flooded) await fillBuffers(writing, stalled);
      const tookMs = await untilDropped(stalled, flooded ? flood : trickle);
      const left = (await stalled()).length;
      for (const client of clients) client.destroy();
      const name = flooded ? 'flooded' : 'trickled';
      say(`${name}: ${left} left after ${tookMs} ms, ${memory.most} MB.`);
      rig.expect(left === 0, `${name}: ${left} were not dropped`);
      rig.expect(tookMs <= longestMs, `${name}: it took ${tookMs} ms until all were dropped`);
      figures[`${name}DroppedMs`] = tookMs;
    }
    const grown = memory.most - memory.before;
    rig.expect(grown <= mostGrowthMegabytes, `web grew from ${memory.before} to ${memory.most} MB`);
    rig.expect(reading.open.length === 1, 'somebody who reads was dropped, too');
    reading.close();
    await writing.close();
    return { readers: count, ...figures, megabytesBefore: memory.before, megabytesMost: memory.most };
  },
};

/** The connections of those who do not read that web still holds. */
type Stalled = () => Promise<ClientConnection[]>;

/** Hints about as many things, in one transaction. */
const notify = ({ sql }: Connection, count: number) => sql`
  select pg_notify(${liveChannel}, json_build_object('topic', 'alert', 'id', gen_random_uuid())::text)
  from generate_series(1, ${count}::int)`;

function openAndNeverRead(rig: Rig, cookie: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(`${rig.web.url}/api/live`, { agent: false, headers: { cookie } }, (response) => {
      response.on('error', () => undefined);
      if (response.statusCode === 200) resolve(response);
      else reject(new Error(`The stream answered ${response.statusCode}.`));
    }).on('error', reject);
  });
}

/**
 * Until the system takes no more for any of those who do not read, so that the
 * rest lies in web: on Linux some 4 MB each, of which no process that writes
 * can know whether they were read.
 */
async function fillBuffers(writing: Connection, stalled: Stalled): Promise<void> {
  const until = performance.now() + 2 * patienceMs;
  let before = 0;
  for (let same = 0; same < 3;) {
    if (performance.now() > until) throw new Error('The buffers of those who do not read did not fill.');
    await notify(writing, 1_000);
    await delay(3 * pauseMs);
    const connections = await stalled();
    const waiting = connections.reduce((sum, each) => sum + each.waiting, 0);
    const full = connections.every((each) => each.waiting > 0);
    same = full && waiting === before ? same + 1 : 0;
    before = waiting;
  }
}

async function megabytesOf({ web }: Rig): Promise<number> {
  const status = await readFile(`/proc/${web.pid}/status`, 'utf8');
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024);
}
