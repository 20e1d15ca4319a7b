import { eventually } from '#tests/support/eventually.ts';
import { type Heartbeat, listenForHeartbeat } from '../heartbeat.ts';
import { passTime } from '../pass-time.ts';
import type { Rig } from '../rig.ts';
import type { Figures, Scenario } from '../scenario.ts';

/** R28: a job is gone without having been done; it is missed, said loudly, and done in the end. */
export const vanishedJob: Scenario = {
  title:
    'a job deleted behind the system’s back raises the alarm, stops the heartbeat, and is done all the same',
  rig: () => ({ numbers: 12, perTeam: 1 }),
  run: async (rig) => {
    const heartbeat = await listenForHeartbeat();
    try {
      return await loseJob(rig, heartbeat);
    } finally {
      await heartbeat.close();
    }
  },
};

async function loseJob(rig: Rig, heartbeat: Heartbeat): Promise<Figures> {
  const { sql } = rig.owner;
  // Each audits as soon as it is there, and then once a minute.
  await Promise.all(rig.workers.map((worker) => worker.stop()));
  for (const worker of rig.workers) worker.start({ STORYWIRE_HEARTBEAT_URL: heartbeat.url });
  await eventually('the heart beats', () => heartbeat.beats() >= rig.workers.length);
  const beatsBefore = heartbeat.beats();
  const unlock = await lockPlans(rig);
  const deleted = await deleteJob(rig);
  // Plans still cannot be written, or the sweeper would have it done before the auditor looks.
  await passTime(rig.owner, 180);
  const beatsUntilMissed = heartbeat.beats();
  for (const worker of rig.workers) worker.start();
  await eventually('both say that it does not add up', () =>
    rig.workers.every((worker) => worker.logged('audit_mismatch') > 0),
  );
  const [alarm] = await sql<{ unplanned: string }[]>`
    select detail->>'unplannedStories' as unplanned from alarm where kind = 'mismatch' and ended_at is null`;
  rig.expect(alarm?.unplanned === '1', 'the auditor raised no alarm for the story');
  const withheld = heartbeat.beats() === beatsUntilMissed;
  rig.expect(withheld, 'the heart beat while a story was missing');
  rig.expect((await sql`select from plan`).length === 0, 'the story was planned before the alarm');
  await unlock();
  await eventually('the story is planned all the same', async () => (await sql`select from plan`).length > 0);
  await eventually('the heart beats again', () => heartbeat.beats() > beatsUntilMissed, 180_000);
  const open = await sql`select from alarm where kind = 'mismatch' and ended_at is null`;
  rig.expect(open.length === 0, 'the alarm is still open');
  return {
    jobsDeleted: deleted,
    beatsBefore,
    auditsAmiss: rig.workers.reduce((sum, worker) => sum + worker.logged('audit_mismatch'), 0),
    beatsWhileAmiss: withheld ? 0 : 1,
    beatsAfterwards: heartbeat.beats() - beatsUntilMissed,
  };
}

/** Plans can be read, and not written: so a job is there and does not get done. */
async function lockPlans(rig: Rig): Promise<() => Promise<void>> {
  const locked = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const lock = rig.locks.sql.begin(async (tx) => {
    await tx`lock table plan in share mode`;
    locked.resolve();
    await release.promise;
  });
  await Promise.race([locked.promise, lock]);
  return async () => {
    release.resolve();
    await lock;
  };
}

/** Kills the workers over the job of a new story, and takes it away. */
async function deleteJob(rig: Rig): Promise<number> {
  const { sql } = rig.owner;
  await rig.post(rig.brand.accounts[0]!);
  await eventually('the job exists', async () => {
    const rows =
      await sql`select from pgboss.job where name = 'alerts.plan' and state in ('created', 'active', 'retry')`;
    return rows.length > 0;
  });
  await Promise.all(rig.workers.map((worker) => worker.stop('SIGKILL')));
  // As PostgreSQL does by itself once it notices that they are gone.
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'storywire worker' and wait_event_type = 'Lock'`;
  const deleted = await sql`delete from pgboss.job where name = 'alerts.plan' returning id`;
  return deleted.length;
}
