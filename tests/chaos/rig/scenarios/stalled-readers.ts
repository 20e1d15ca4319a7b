import { get, type IncomingMessage } from 'node:http';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { connect, type Connection } from '#db/client.ts';
import { liveChannel } from '#lib/live/notify.ts';
import { connectionsTo } from '../connections-to.ts';
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
    const { open: before } = await connectionsTo(rig);
    const stalled = async () => (await connectionsTo(rig)).open - before;
    const memory = { before: 0, most: 0 };
    const look = async () => (memory.most = Math.max(memory.most, await megabytesOf(rig)));

    /** Hints on and on, until all that do not read are gone. @returns how long that took */
    const untilDropped = async (hints: number, everyMs: number): Promise<number> => {
      const begun = performance.now();
      while ((await stalled()) > 0 && performance.now() - begun < longestMs + patienceMs) {
        await notify(writing, hints);
        await delay(everyMs);
        await look();
      }
      return Math.round(performance.now() - begun);
    };

    // First as much as there can be; then no more than it takes until something lies unread, and little after.
    const figures: Record<string, number> = {};
    for (const flood of quick ? [true] : [true, false]) {
      const clients = await Promise.all(Array.from({ length: count }, () => openAndNeverRead(rig, cookie)));
      memory.before ||= await megabytesOf(rig);
      if (!flood) await fillBuffers(rig, writing);
      const tookMs = flood ? await untilDropped(2_000, pauseMs) : await untilDropped(1, 500);
      const left = await stalled();
      for (const client of clients) client.destroy();
      const name = flood ? 'flooded' : 'trickled';
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

/** Until the system takes no more for those who do not read, so that the rest lies in web. */
async function fillBuffers(rig: Rig, writing: Connection): Promise<void> {
  let before = -1;
  for (let same = 0; same < 3;) {
    await notify(writing, 500);
    await delay(2 * pauseMs);
    const { waiting } = await connectionsTo(rig);
    same = waiting === before ? same + 1 : 0;
    before = waiting;
  }
}

async function megabytesOf({ web }: Rig): Promise<number> {
  const status = await readFile(`/proc/${web.pid}/status`, 'utf8');
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024);
}
