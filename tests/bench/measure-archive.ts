import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { request } from 'undici';
import { connect } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { grantAppRole, migrateDatabase } from '#db/migrate.ts';
import { systemActor } from '#lib/actor.ts';
import { env } from '#lib/env.ts';
import type { StoryDraft } from '#lib/instagram/story-draft.ts';
import { prepareQueues } from '#lib/jobs/prepare-queues.ts';
import { jobWorker, queueSchema, sendJobsThrough, stopSendingJobs } from '#lib/jobs/queue.ts';
import { log } from '#lib/log.ts';
import { ingestStories } from '#lib/stories/commands.ts';
import { runJobs } from '#lib/worker/run-jobs.ts';
import { seedAccount } from '../support/brand-seed.ts';

export type MeasuredArchive = {
  /** Megabytes per second through the archive job, and through a plain copy of the same files to the same disk. */
  archive: number;
  copy: number;
  /** Resident memory in MB: before the first story, after the first few, and the most in the first and in the second half of the time. */
  idle: number;
  warm: number;
  firstHalf: number;
  secondHalf: number;
};

/** As many as one worker has under way: two fetch two each. */
const atOnce = 4;
const sampleMs = 50;

/** Takes the files through the queue and the real job, in this process, which therefore should do nothing else, beside a plain copy. */
export async function measureArchive(
  kind: 'image' | 'video',
  count: number,
  megabytesEach: number,
): Promise<MeasuredArchive> {
  const folder = await mkdtemp(join(tmpdir(), 'storywire-bench-'));
  const files = await startFiles();
  const server = await startEmbedded({ folder: join(folder, 'postgres'), password: 'only-for-this-run' });
  const ends: (() => Promise<unknown>)[] = [];
  try {
    await migrateDatabase(server.url);
    await prepareQueues(server.url);
    await grantAppRole(server.url, [queueSchema]);
    const connection = connect(server.url, { max: 14, name: 'storywire bench' });
    ends.push(() => connection.close());
    const { db, sql } = connection;
    await sendJobsThrough(db);
    ends.push(stopSendingJobs);
    const link = (n: number) => `${files.url}/${kind === 'image' ? `picture/${n}.jpg` : `video/${n}.mp4`}`;
    const links = Array.from({ length: count }, (_, n) => link(n));
    // Both see files that the server has made before.
    await copyAll(links.slice(0, atOnce), folder);
    const copyFrom = performance.now();
    await copyAll(links, folder);
    const copySeconds = (performance.now() - copyFrom) / 1_000;

    const account = await seedAccount(db);
    const draft = (mediaUrl: string, n: number): StoryDraft => ({
      mediaId: `1800000000000${String(n).padStart(4, '0')}`,
      igUserId: account.igUserId,
      kind,
      postedAt: new Date(Date.now() - 60_000),
      mediaUrl,
      thumbnailUrl: kind === 'video' ? `${files.url}/thumbnail.jpg` : null,
      permalink: null,
      caption: null,
      username: null,
    });
    const ingest = (from: number, to: number) =>
      ingestStories(db, {
        actor: systemActor('bench'),
        accountId: account.id,
        drafts: links.slice(from, to).map((each, n) => draft(each, from + n)),
        now: new Date(),
        first: true,
      });
    const context = {
      db,
      sql,
      env: { ...env(), META_GRAPH_URL: files.url, STORYWIRE_DATA: folder },
      log,
      now: () => new Date(),
      signal: new AbortController().signal,
    };
    const boss = jobWorker(server.url);
    await boss.start();
    ends.push(() => boss.stop({ graceful: false }));
    await runJobs(boss, context);
    await delay(500);
    const idle = residentMegabytes();
    // What every worker has loaded after its first few stories is not what a story costs.
    await ingest(0, atOnce);
    const settled = async (wanted: number) => {
      for (;;) {
        const rows = await sql<{ state: string; count: number }[]>`
          select media_state as state, count(*)::int as count from story group by 1`;
        const strange = rows.find(({ state }) => state !== 'archived' && state !== 'pending');
        if (strange) throw new Error(`${strange.count} stories are ${strange.state}.`);
        if (rows.some(({ state, count: done }) => state === 'archived' && done >= wanted)) return;
        await delay(20);
      }
    };
    await settled(atOnce);
    await delay(500);
    const warm = residentMegabytes();
    const memory = sampleMemory();
    const from = performance.now();
    await ingest(atOnce, count);
    await settled(count);
    const seconds = (performance.now() - from) / 1_000;
    const samples = memory.stop();
    const half = Math.floor(samples.length / 2);
    return {
      archive: ((count - atOnce) * megabytesEach) / seconds,
      copy: (count * megabytesEach) / copySeconds,
      idle,
      warm,
      firstHalf: Math.max(...samples.slice(0, half)),
      secondHalf: Math.max(...samples.slice(half)),
    };
  } finally {
    for (const end of ends.toReversed()) await end();
    await server.stop();
    files.process.disconnect();
    await rm(folder, { recursive: true, force: true });
    if (!server.folder.startsWith(folder)) await rm(server.folder, { recursive: true, force: true });
  }
}

async function startFiles(): Promise<{ url: string; process: ChildProcess }> {
  const child = fork(fileURLToPath(new URL('./archive-files.ts', import.meta.url)));
  const [port] = (await once(child, 'message')) as [number];
  return { url: `http://127.0.0.1:${port}`, process: child };
}

/** What a copy is that checks nothing: from the server onto the disk, as lasting as the archive's. */
async function copyAll(links: readonly string[], folder: string): Promise<void> {
  const waiting = [...links.entries()];
  const copyOn = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const file = join(folder, `copy-${next[0]}`);
      const { body } = await request(next[1]);
      await pipeline(body, createWriteStream(file));
      const handle = await open(file, 'r+');
      await handle.sync();
      await handle.close();
      await rm(file);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, copyOn));
}

const residentMegabytes = () => process.memoryUsage.rss() / 1_000_000;

function sampleMemory(): { stop: () => number[] } {
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(residentMegabytes()), sampleMs);
  return {
    stop: () => {
      clearInterval(timer);
      return samples;
    },
  };
}
