import { connect } from '#db/client.ts';
import { scheduleTokenChecks } from '../accounts/job/check-token.ts';
import { type Connected, connectFromEnv } from '../accounts/job/connect-from-env.ts';
import { listSendingTokens } from '../accounts/queries/tokens.ts';
import { EnvError, env } from '../env.ts';
import { scheduleInsights } from '../insights/job.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { jobWorker, sendJobsThrough, stopSendingJobs } from '../jobs/queue.ts';
import { log } from '../log.ts';
import { auditOnce, prepareSender, startDispatcher, sweepOnce } from '../messages/job.ts';
import { resumeVideos, tryEncoder } from '../reposts/job/transcode-video.ts';
import { resumePosts } from '../reposts/job.ts';
import { removeDue } from '../retention/job.ts';
import { resumeArchives } from '../stories/job.ts';
import { databaseClock } from './database-clock.ts';
import { healthServer } from './health-server.ts';
import { repeat } from './repeat.ts';
import { runJobs } from './run-jobs.ts';
import { scheduleChecks } from './schedules.ts';

/** Past this an orderly end has failed, and the process ends with an error. Leases free what it held. */
const drainLimitMs = 18_000;
const minuteMs = 60_000;

// What nobody caught leaves a state that nobody knows: say so, and let the launcher start a fresh process.
process.on('uncaughtException', (error) => {
  log.fatal({ error: error.message, stack: error.stack }, 'worker_crashed');
  process.exit(1);
});

async function main(): Promise<void> {
  const stop = new AbortController();
  const { db, sql, close } = connect(env().DATABASE_URL, { max: 14, name: 'storywire worker' });
  const clock = await databaseClock(db);
  const context: JobContext = { db, sql, env: env(), log, now: clock.now, signal: stop.signal };
  await sendJobsThrough(db);
  const boss = jobWorker(env().DATABASE_URL);
  boss.on('error', (error) => log.error({ error: error.message }, 'job_worker_error'));
  let ready = false;
  const health = await healthServer(env().WORKER_PORT, () => ready);

  await boss.start({ attempts: 10 });
  await runJobs(boss, context);
  const every = (name: string, pauseMs: number, work: () => Promise<unknown>) =>
    repeat({ name, pauseMs, signal: stop.signal, log }, work);
  const loops = [
    connectUntilComplete(context),
    startDispatcher(context),
    every('clock', 5_000, () => clock.set()),
    every('schedule', 1_000, () => scheduleChecks(context)),
    every('tokens', minuteMs, () => scheduleTokenChecks(context)),
    every('insights', 10_000, () => scheduleInsights(context)),
    every('sweep', 5_000, () => sweepOnce(context)),
    every('posts', 1_000, () => resumePosts(context)),
    every('videos', 3_000, () => resumeVideos(context)),
    every('archives', 15_000, () => resumeArchives(context)),
    every('audit', minuteMs, () => auditOnce(context)),
    every('retention', 60 * minuteMs, () => removeDue(context)),
  ];
  ready = true;
  log.info('worker_ready');
  // What screens say of it may come a little later than the rest.
  loops.push(
    tryEncoder(context).catch((error: unknown) =>
      log.error({ error: error instanceof Error ? error.message : String(error) }, 'encoder_not_tried'),
    ),
  );

  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  setTimeout(() => {
    log.error('worker_drain_too_slow');
    process.exit(1);
  }, drainLimitMs).unref();
  log.info('worker_stopping');
  ready = false;
  stop.abort();
  await boss.stop({ graceful: true, timeout: drainLimitMs - 3_000 });
  await Promise.all(loops);
  await stopSendingJobs();
  await close();
  health.close();
  log.info('worker_stopped');
}

/**
 * Connects Meta, and again every minute until Meta has answered everything, but
 * not before a token's own moment for that; then once an hour, for what changed there, and as soon as there is another
 * token that may send: whether it reads the number has to be asked.
 */
async function connectUntilComplete(context: JobContext): Promise<void> {
  let next = -Infinity;
  let replaced = false;
  let connected: Connected | undefined;
  let environmentTokenId: string | undefined;
  let asked: ReadonlySet<string> = new Set();
  await repeat({ name: 'connect', pauseMs: 5_000, signal: context.signal, log: context.log }, async () => {
    const found = await listSendingTokens(context.db, { environmentTokenId });
    if (performance.now() < next && found.every((id) => asked.has(id))) return;
    next = performance.now() + minuteMs;
    // What sends is seen to all the same.
    const rests = (connected?.askAgainAt?.getTime() ?? 0) > context.now().getTime();
    if (!rests) connected = await connectFromEnv(context, { replaces: !replaced });
    replaced ||= connected?.complete === true;
    environmentTokenId = connected?.tokenId;
    asked = new Set(await listSendingTokens(context.db, { environmentTokenId }));
    const prepared = await prepareSender(context, { tokenId: environmentTokenId });
    // A feed without alerts is complete, too; with alerts, a sender must be ready.
    const sends = context.env.WHATSAPP_PHONE_NUMBER_ID !== undefined;
    if (connected?.complete !== false && (prepared?.complete ?? !sends)) next += 59 * minuteMs;
  });
}

main().catch((error: unknown) => {
  log.fatal({ error: error instanceof EnvError ? error.message : String(error) }, 'worker_failed');
  process.exit(1);
});
