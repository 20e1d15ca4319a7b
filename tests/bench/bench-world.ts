import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { connect, type Connection } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { grantAppRole, migrateDatabase } from '#db/migrate.ts';
import { connectToken } from '#lib/accounts/commands/connect-token.ts';
import { env } from '#lib/env.ts';
import { enqueue } from '#lib/jobs/enqueue.ts';
import type { JobContext } from '#lib/jobs/job-context.ts';
import { prepareQueues } from '#lib/jobs/prepare-queues.ts';
import { jobWorker, queueSchema, sendJobsThrough, stopSendingJobs } from '#lib/jobs/queue.ts';
import { log } from '#lib/log.ts';
import { noteSender } from '#lib/messages/commands/save-sender.ts';
import { prepareSender, startDispatcher } from '#lib/messages/job.ts';
import { syncTemplates } from '#lib/messages/job/sync-templates.ts';
import { listTemplateStandings } from '#lib/messages/queries/senders.ts';
import { runJobs } from '#lib/worker/run-jobs.ts';
import { sampleAccount, sampleNumber, sampleRegion, sampleStory, tester } from '../support/sample-brand.ts';
import { type Sandbox, startSandbox } from '../support/sandbox.ts';
import { type Accepted, followAcceptance } from './acceptance-tail.ts';

/** Storywire's sending side in this process, on a PostgreSQL that writes to disk as in earnest, and a sandbox beside it. */
export type BenchWorld = {
  context: JobContext;
  senderId: string;
  sandbox: Sandbox;
  /** Stores a story, told to every number, with its job. @returns when that was committed */
  tell: () => Promise<{ storyId: string; storedMs: number }>;
  setThroughput: (perSecond: number) => Promise<void>;
  startDispatcher: () => () => Promise<void>;
  /**
   * What was accepted since a moment, oldest first, once it is so much.
   * @throws when none was accepted for twenty seconds
   */
  waitForAccepted: (since: number, count: number) => Promise<Accepted[]>;
  /** Ends every interval and pause, as time would. */
  passTime: () => Promise<void>;
  /** Until the sandbox has nothing to tell any more, so that the statuses of one measurement do not weigh on the next. */
  waitForQuiet: () => Promise<void>;
  close: () => Promise<void>;
};

export async function startWorld({
  numbers,
  messagesPerSecond,
}: {
  numbers: number;
  messagesPerSecond: number;
}): Promise<BenchWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'storywire-bench-'));
  const server = await startEmbedded({ folder, password: 'only-for-this-run' });
  await migrateDatabase(server.url);
  await prepareQueues(server.url);
  await grantAppRole(server.url, [queueSchema]);
  const connection: Connection = connect(server.url, { max: 14, name: 'storywire bench' });
  const { db } = connection;
  await sendJobsThrough(db);
  // Statuses are answered at once, for the bare loop as for the dispatcher; storing them is the web process's work.
  let toldMs = 0;
  const receiver = createServer((request, response) => {
    toldMs = performance.now();
    request.resume();
    request.once('end', () =>
      response.end(new URL(request.url ?? '/', 'http://bench').searchParams.get('hub.challenge') ?? ''),
    );
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const sandbox = await startSandbox({
    callbackUrl: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`,
    messagesPerSecond,
  });
  // More people than the usual tier allows in a day.
  await sandbox.put('/_sandbox/sender', { tier: 'TIER_UNLIMITED' });
  const context: JobContext = {
    db,
    sql: connection.sql,
    env: {
      ...env(),
      ...sandbox.env,
      STORYWIRE_DATA: folder,
      // An address that Meta would accept in a template.
      STORYWIRE_URL: 'https://stories.example.org',
    },
    log,
    now: () => new Date(),
    signal: new AbortController().signal,
  };
  const tokenId = await connectToken(db, {
    actor: tester,
    accessToken: sandbox.env.META_ACCESS_TOKEN,
    verdict: undefined,
    now: new Date(),
  });
  const prepared = await prepareSender(context, { tokenId });
  if (!prepared?.complete) throw new Error('The sender is not ready.');
  const { senderId } = prepared;
  await approve(context, senderId);
  const source = await sampleRegion(db, { name: 'Brazil', countries: ['BR'] });
  const target = await sampleRegion(db, { name: 'Portugal', countries: ['PT'] });
  const accountId = await sampleAccount(db, source);
  for (let n = 0; n < numbers; n += 1) await sampleNumber(db, target, `Person ${n}`);
  // Every story at once, so that each round is as many messages as there are numbers.
  await db.execute(sql`update number set buzz_interval_minutes = 0, quiet_hours = 'none'`);

  const boss = jobWorker(server.url);
  await boss.start();
  await runJobs(boss, context);

  const readAccepted = followAcceptance(sandbox.data);
  return {
    context,
    senderId,
    sandbox,
    tell: async () => {
      const { id } = await sampleStory(db, {
        accountId,
        regionId: source,
        postedAt: new Date(Date.now() - 1_000),
      });
      await db.transaction(async (tx) => {
        await tx.execute(sql`update story set media_state = 'none', found_at = now() where id = ${id}`);
        await enqueue(tx, 'alerts.plan', { storyId: id });
      });
      return { storyId: id, storedMs: Date.now() };
    },
    setThroughput: (perSecond) =>
      noteSender(db, {
        senderId,
        displayNumber: null,
        throughputPerSecond: perSecond,
        quality: 'green',
        peoplePerDay: 'unlimited',
      }),
    startDispatcher: () => {
      const stop = new AbortController();
      const ended = startDispatcher({ ...context, signal: stop.signal });
      return async () => {
        stop.abort();
        await ended;
      };
    },
    waitForAccepted: async (since, count) => {
      let before = -1;
      let untilMs = 0;
      for (;;) {
        const accepted = (await readAccepted()).filter(({ atMs }) => atMs >= since);
        if (accepted.length >= count) return accepted;
        if (accepted.length > before) untilMs = performance.now() + 20_000;
        else if (performance.now() > untilMs)
          throw new Error(
            `Of ${count} messages ${accepted.length} were accepted, and then none for 20 seconds.`,
          );
        before = accepted.length;
        await delay(20);
      }
    },
    waitForQuiet: async () => {
      const from = performance.now();
      while (performance.now() - Math.max(from, toldMs) < 1_500) await delay(100);
    },
    passTime: async () => {
      await db.execute(sql`update number set buzz_free_at = '-infinity', not_before = null`);
    },
    close: async () => {
      await boss.stop({ graceful: false });
      await stopSendingJobs();
      await connection.close();
      await sandbox.close();
      receiver.closeAllConnections();
      receiver.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
      if (server.folder !== folder) await rm(server.folder, { recursive: true, force: true });
    },
  };
}

async function approve(context: JobContext, senderId: string): Promise<void> {
  for (let tries = 0; tries < 120; tries += 1) {
    await syncTemplates(context, { senderId });
    const standings = await listTemplateStandings(context.db, senderId);
    if (standings.length > 0 && standings.every(({ state }) => state === 'approved')) return;
    await delay(500);
  }
  throw new Error('The templates were not approved within a minute.');
}
