import { setTimeout as delay } from 'node:timers/promises';
import { connect } from '#db/client.ts';
import { newId } from '#lib/ids.ts';
import { eventually } from '#tests/support/eventually.ts';
import { patiently } from '../come-to-rest.ts';
import { connectionsTo } from '../connections-to.ts';
import { type LiveReader, openLiveReader, type Stream } from '../live-reader.ts';
import type { Rig } from '../rig.ts';
import type { Scenario } from '../scenario.ts';
import { signIn } from '../sign-in.ts';
import { storyWriter } from '../write-stories.ts';

const writers = 8;
const longestP95Ms = 1_000;
/** What comes later than this is missing, and not only late. */
const latestMs = 120_000;
/** Whoever reads is one of so many people. */
const people = 8;
/** Stories whose commits lie further apart come in the order of these. */
const outOfOrderMs = 2_000;
/** In this time web looks twice at the sessions of streams that it believes to be open. */
const twoLooksMs = 8_000;
const size = (quick: boolean) =>
  quick
    ? { events: 400, readers: 30, reconnects: 2, perSecond: 60 }
    : { events: 10_000, readers: 200, reconnects: 20, perSecond: 30 };

/** R21: eight write, two hundred look on, and each of them loses the connection over and over. */
export const liveStream: Scenario = {
  title: 'every open feed shows every story once, within a second, however often its connection breaks',
  rig: () => ({ numbers: 6, perTeam: 1 }),
  run: async (rig, { quick, random, say }) => {
    const { events, readers: count, reconnects, perSecond } = size(quick);
    const cookies: string[] = [];
    while (cookies.length < people) cookies.push(await signIn(rig));
    const ids = Array.from({ length: events }, () => newId());
    const places = new Map(ids.map((id, place) => [id, place]));
    const readers: LiveReader[] = [];
    for (let n = 0; n < count; n += 1)
      readers.push(await openLiveReader(rig.web.url, cookies[n % people]!, places));
    say(`${count} look on.`);

    const lastsMs = (events / perSecond) * 1_000;
    const begun = performance.now();
    const breaking = readers.map(async (reader) => {
      const moments = Array.from({ length: reconnects }, () => random.between(0, lastsMs));
      for (const at of moments.toSorted((a, b) => a - b)) {
        await delay(Math.max(0, begun + at - performance.now()));
        // While it is away, it cannot lose the connection once more.
        await reader.isOpen();
        reader.breakOff();
      }
    });
    const [committedMs] = await Promise.all([write(rig, ids, perSecond), ...breaking]);
    const wroteSeconds = Math.round((performance.now() - begun) / 100) / 10;
    const sumOf = (each: (reader: LiveReader) => number) => readers.reduce((sum, one) => sum + each(one), 0);
    const missing = () => sumOf(({ held }) => events - held());
    await patiently(() => eventually('everybody has everything', () => missing() === 0, latestMs));

    const heldAfter = sharesOf(readers.flatMap((reader) => heldAfterMs(reader, committedMs)));
    const streams = readers.flatMap(({ open }) => open);
    const untold = streams.reduce((sum, stream) => sum + untoldOn(stream, committedMs), 0);
    const toldTwice = streams.reduce((sum, { told }) => sum + told.length - new Set(told).size, 0);
    const twice = toldTwice + sumOf((reader) => reader.twice());
    const refused = sumOf((reader) => reader.refused());
    rig.expect(missing() === 0, `${missing()} stories were missing from feeds`);
    rig.expect(twice === 0, `${twice} stories were told of or shown twice`);
    rig.expect(untold === 0, `${untold} stories were not told of on a stream that was open`);
    rig.expect(refused === 0, `${refused} requests were not answered`);
    rig.expect(heldAfter(0.95) <= longestP95Ms, `p95 was ${heldAfter(0.95)} ms`);
    const figures = {
      events,
      readers: count,
      reconnects: sumOf(({ open }) => open.length - 1),
      wroteSeconds,
      fetches: sumOf((reader) => reader.fetches()),
      missing: missing(),
      twice,
      untold,
      refused,
      p50Ms: heldAfter(0.5),
      p95Ms: heldAfter(0.95),
      p99Ms: heldAfter(0.99),
    };
    for (const reader of readers) reader.close();
    return { ...figures, ...(await leftBehind(rig)) };
  },
};

/** All of these, by all writers, at their times. @returns when each was about to be committed */
async function write(rig: Rig, ids: readonly string[], perSecond: number): Promise<Float64Array> {
  const connection = connect(rig.env['DATABASE_URL']!, { role: null, max: writers, name: 'storywire chaos' });
  const committedMs = new Float64Array(ids.length);
  const { write: writeOne } = await storyWriter(connection);
  const begun = performance.now();
  const work = Array.from({ length: writers }, async (_, writer) => {
    for (let n = writer; n < ids.length; n += writers) {
      await delay(Math.max(0, begun + (n * 1_000) / perSecond - performance.now()));
      committedMs[n] = await writeOne(ids[n]!);
    }
  });
  await Promise.all(work);
  await connection.close();
  return committedMs;
}

/** From each commit to when the story stood in the list, but for the time in which the page was without its connection and did not ask for another. Nothing of those that never did. */
function heldAfterMs({ heldMs, open }: LiveReader, committedMs: Float64Array): number[] {
  const away = open.flatMap(({ askedMs }, n) => (n === 0 ? [] : [[open[n - 1]!.toMs, askedMs] as const]));
  return [...heldMs].flatMap((held, n) => {
    if (Number.isNaN(held)) return [];
    const committed = committedMs[n]!;
    const awayMs = away.reduce(
      (sum, [from, to]) => sum + Math.max(0, Math.min(to, held) - Math.max(from, committed)),
      0,
    );
    return [held - committed - awayMs];
  });
}

/** How many stories were committed while a stream was open, and passed over by it: it told of much later ones, and neither of these nor that the feed was to be fetched. */
function untoldOn({ fromMs, told, toFetchMs }: Stream, committedMs: Float64Array): number {
  const has = new Set(told);
  const latest = told.reduce((most, n) => Math.max(most, committedMs[n]!), 0);
  return committedMs.filter(
    (at, n) =>
      fromMs <= at &&
      at + outOfOrderMs < latest &&
      !has.has(n) &&
      !toFetchMs.some((toFetch) => toFetch >= at),
  ).length;
}

function sharesOf(values: number[]): (share: number) => number {
  const sorted = Float64Array.from(values).toSorted();
  return (share) => Math.round(sorted[Math.floor(sorted.length * share)] ?? Infinity);
}

/** After all have gone: their connections are closed, and web no longer asks for the sessions of streams. */
async function leftBehind(rig: Rig): Promise<{ left: number; looks: number; listening: number }> {
  const left = async () => (await connectionsTo(rig)).length;
  await patiently(() => eventually('their connections are closed', async () => (await left()) === 0, 20_000));
  const [row] = await rig.owner.sql<{ now: Date }[]>`select clock_timestamp() as now`;
  await delay(twoLooksMs);
  const [seen] = await rig.owner.sql<{ looks: number; listening: number }[]>`
    select
      count(*) filter (where query_start > ${row!.now} and query like '%"session"."id" in (%')::int as looks,
      count(*) filter (where query ilike 'listen%')::int as listening
    from pg_stat_activity where application_name = 'storywire web'`;
  const found = { left: await left(), ...seen! };
  rig.expect(found.left === 0, `${found.left} connections were left behind`);
  rig.expect(found.looks === 0, 'web still looked after streams that were gone');
  rig.expect(found.listening === 1, `${found.listening} connections listen to the database`);
  return found;
}
