import { eventually } from '#tests/support/eventually.ts';
import { passTime } from '../pass-time.ts';
import type { Scenario } from '../scenario.ts';

/** R28: a job is gone without having been done; its cause is still there, and is found. */
export const vanishedJob: Scenario = {
  title: 'jobs deleted behind the system’s back are found missing and done',
  rig: () => ({ numbers: 12, perTeam: 1 }),
  run: async (rig) => {
    const { sql } = rig.owner;
    const locked = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    // Plans cannot be written, so the job is there and does not get done.
    const lock = rig.locks.sql.begin(async (tx) => {
      await tx`lock table plan in share mode`;
      locked.resolve();
      await release.promise;
    });
    await locked.promise;
    await rig.post(rig.brand.accounts[0]!);
    await eventually('the job exists', async () => {
      const rows =
        await sql`select from pgboss.job where name = 'alerts.plan' and state in ('created', 'active', 'retry')`;
      return rows.length > 0;
    });
    await Promise.all(rig.workers.map((worker) => worker.stop('SIGKILL')));
    const deleted = await sql`delete from pgboss.job where name = 'alerts.plan' returning id`;
    release.resolve();
    await lock;
    for (const worker of rig.workers) worker.start();
    rig.expect(
      (await sql`select from plan`).length === 0,
      'the story was planned before the job was deleted',
    );
    await passTime(rig.owner, 180);
    await eventually(
      'the story is planned all the same',
      async () => (await sql`select from plan`).length > 0,
    );
    return { jobsDeleted: deleted.length };
  },
};
