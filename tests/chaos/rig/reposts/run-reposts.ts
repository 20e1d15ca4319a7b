import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { parseEnv, useEnv } from '#lib/env.ts';
import { sendJobsThrough, stopSendingJobs } from '#lib/jobs/queue.ts';
import { prepareDatabase } from '#lib/launch/prepare-database.ts';
import { publishPost } from '#lib/reposts/job.ts';
import { freePorts } from '#tests/support/launched.ts';
import { type RepostScene, startRepostScene } from '#tests/support/repost-scene.ts';
import { startSandbox } from '#tests/support/sandbox.ts';
import { type Random, seededRandom } from '../random.ts';
import { type CrashingWorker, crashingWorker, type Harm, harms, type PointKind } from './crashing-worker.ts';

/** The last line of a run. */
export type RepostsResult = {
  scenario: 'R20';
  seed: number;
  runs: number;
  /** Different points and harms that were tried. */
  points: number;
  crashes: number;
  lost: number;
  dup: number;
  stuck: number;
  /** Unknown outcomes, and how many of them looking has resolved. */
  unknown: number;
  resolved: number;
  seconds: number;
  passed: boolean;
  broken: string[];
};

export const repostsTitle = 'a post crashes between every two steps and inside each call';

const fullRuns = 500;
const quickRuns = 60;
/** More than a quiet window, so that looking can tell. */
const passSeconds = 130;
const mostRounds = 40;

type Outcome = {
  crashes: number;
  broken: string[];
  lost: number;
  dup: number;
  stuck: number;
  unknown: number;
  resolved: number;
};

/**
 * R20: posts to the accounts of the sandbox, each by workers that crash, or
 * whose calls are broken, at a chosen point, on a real PostgreSQL. Every point
 * takes every harm in turn, and half of the runs crash once more while they
 * recover. The sandbox's log of what it published is the judge.
 */
export async function runReposts({
  seed,
  quick,
  say = () => {},
}: {
  seed: number;
  quick: boolean;
  say?: (words: string) => void;
}): Promise<RepostsResult> {
  const begun = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'storywire-reposts-'));
  const ends: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    const server = await startEmbedded({
      folder: join(folder, 'postgres'),
      password: 'only-for-this-run',
      settings: { fsync: 'off', full_page_writes: 'off' },
    });
    ends.push(() => server.stop());
    await prepareDatabase(server.url, 'sandbox');
    const [port] = await freePorts(1);
    const sandbox = await startSandbox({ data: join(folder, 'sandbox'), port: port! });
    ends.push(() => sandbox.close());
    const env = parseEnv({
      ...sandbox.env,
      DATABASE_URL: server.url,
      STORYWIRE_MODE: 'sandbox',
      STORYWIRE_URL: 'http://127.0.0.1:1',
      STORYWIRE_SECRET: 'a-secret-for-chaos-only-0123456789abcdef',
      STORYWIRE_DATA: folder,
      LOG_LEVEL: 'silent',
    });
    useEnv(env);
    const connection = connect(server.url, { name: 'storywire reposts', max: 10 });
    ends.push(() => connection.close());
    await sendJobsThrough(connection.db);
    ends.push(stopSendingJobs);
    const scene = await startRepostScene(connection, sandbox, env);
    ends.push(() => scene.close());
    await sandbox.put('/_sandbox/publishing', { quota_total: 1_000, processing_ms: 0 });

    const run = (accountId: string, first: Chosen | undefined, random: Random) =>
      onePost({ scene, graphUrl: sandbox.url, accountId, first, random });
    const profile = await learnPoints(scene, sandbox.url);
    const all = profile.flatMap((kind, at) => harms[kind].map((what): Chosen => ({ at, what })));
    say(`${profile.length} points, ${all.length} ways to break them.`);
    const runs = quick ? quickRuns : fullRuns;
    const random = seededRandom(seed);
    const order = shuffled(all, random);
    const lanes = scene.accounts.map(() => [] as { chosen: Chosen; random: Random }[]);
    for (let index = 0; index < runs; index += 1) {
      const chosen = order[index % order.length]!;
      lanes[index % lanes.length]!.push({ chosen, random: seededRandom(random.between(1, 2 ** 30)) });
    }
    const outcomes = (
      await Promise.all(
        lanes.map(async (lane, index) => {
          const done: Outcome[] = [];
          for (const { chosen, random: own } of lane)
            done.push(await run(scene.accounts[index]!.id, chosen, own));
          return done;
        }),
      )
    ).flat();
    const sum = (key: Exclude<keyof Outcome, 'broken'>) => outcomes.reduce((n, each) => n + each[key], 0);
    const broken = outcomes.flatMap((each) => each.broken).slice(0, 10);
    return {
      scenario: 'R20',
      seed,
      runs: outcomes.length,
      points: Math.min(all.length, runs),
      crashes: sum('crashes'),
      lost: sum('lost'),
      dup: sum('dup'),
      stuck: sum('stuck'),
      unknown: sum('unknown'),
      resolved: sum('resolved'),
      seconds: Math.round((performance.now() - begun) / 1_000),
      passed: broken.length === 0 && sum('unknown') === sum('resolved') && sum('crashes') > 0,
      broken,
    };
  } finally {
    for (const end of ends.toReversed()) await end();
  }
}

type Chosen = { at: number; what: Harm };

function shuffled<T>(from: readonly T[], random: Random): T[] {
  return from
    .map((each) => ({ each, place: random.next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ each }) => each);
}

/** Which points a post that nothing disturbs comes to. */
async function learnPoints(scene: RepostScene, graphUrl: string): Promise<PointKind[]> {
  const targetId = await scene.addTarget();
  const points: PointKind[] = [];
  for (let round = 0; round < mostRounds; round += 1) {
    const worker = await crashingWorker(scene.context().db, graphUrl);
    await work(scene, worker, targetId);
    points.push(...worker.points());
    const { dueAt, state } = await scene.target(targetId);
    if (dueAt === null && state === 'published') return points;
    await scene.pass(targetId, 5);
  }
  throw new Error('A post that nothing disturbs did not come through.');
}

async function work(scene: RepostScene, worker: CrashingWorker, targetId: string): Promise<void> {
  try {
    await publishPost(scene.context({ db: worker.db, graphUrl: worker.graphUrl }), { targetId });
  } catch (error) {
    // Only a crash may end a worker's round.
    if (!worker.crashed()) throw error;
  } finally {
    await worker.close();
  }
}

/** One post with its harm, from letting it go to its end, and what is to be said of it. */
async function onePost({
  scene,
  graphUrl,
  accountId,
  first,
  random,
}: {
  scene: RepostScene;
  graphUrl: string;
  accountId: string;
  first: Chosen | undefined;
  random: Random;
}): Promise<Outcome> {
  const targetId = await scene.addTarget({ accountId });
  const { db } = scene.context();
  let crashes = 0;
  let passed = 0;
  let again = random.next() < 0.5;
  for (let round = 0; round < mostRounds; round += 1) {
    // Points are counted over the whole life of the post, whoever works on it.
    let harm = first && { ...first, at: first.at - passed };
    if (first && passed > first.at && again) {
      again = false;
      const what = random.pick(harms.transaction);
      harm = { at: random.between(0, 3), what };
    }
    const worker = await crashingWorker(db, graphUrl, harm);
    await work(scene, worker, targetId);
    passed += worker.points().length;
    if (worker.crashed()) crashes += 1;
    const { dueAt, state, step } = await scene.target(targetId);
    if (dueAt === null && state !== 'scheduled') break;
    // What has not been asked for only waits; what has been is looked up once its window is over.
    await scene.pass(targetId, step === 'publish_asked' ? passSeconds : 61);
    if (step !== 'publish_asked') await keepContainer(scene, targetId);
  }
  return judge(scene, targetId, { crashes, first });
}

/** The minutes that were only skipped do not make a container old. */
async function keepContainer(scene: RepostScene, targetId: string): Promise<void> {
  await scene.context().sql`update repost_target set container_at = container_at + interval '61 seconds'
    where id = ${targetId}`;
}

async function judge(
  scene: RepostScene,
  targetId: string,
  { crashes, first }: { crashes: number; first: Chosen | undefined },
): Promise<Outcome> {
  const row = await scene.target(targetId);
  const facts = await scene.published(targetId);
  const events = await scene.events(targetId);
  const asked = events.filter(({ step, outcome }) => step === 'publish_asked' && outcome === 'begun').length;
  const answered = events.filter(({ step, outcome }) => step === 'posted' && outcome === 'ok').length;
  const looked = events.filter(({ outcome }) => outcome === 'found' || outcome === 'absent').length;
  // A call that was refused by the proxy before it was written was certainly not made.
  const certain = events.filter(
    ({ step, outcome }) => step === 'publish_asked' && outcome === 'again',
  ).length;
  const unknown = asked - answered - certain;
  const ended = row.state === 'published' && row.dueAt === null;
  const matches = facts.length === 1 && facts[0]!.story === row.mediaId;
  const broken =
    ended && matches && unknown === looked
      ? []
      : [
          `${first?.what} at ${first?.at}: ${row.state}, ${row.failure}, ${facts.length} published: ` +
            events.map(({ step, outcome }) => `${step} ${outcome}`).join(', '),
        ];
  return {
    crashes,
    broken,
    lost: facts.length === 0 ? 1 : 0,
    dup: facts.length > 1 ? 1 : 0,
    stuck: ended ? 0 : 1,
    unknown,
    resolved: Math.min(unknown, looked),
  };
}
