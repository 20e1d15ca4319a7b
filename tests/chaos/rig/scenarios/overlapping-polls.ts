import { enqueue } from '#lib/jobs/enqueue.ts';
import { sendJobsThrough, stopSendingJobs } from '#lib/jobs/queue.ts';
import { drain } from '../come-to-rest.ts';
import { disturb } from '../faults.ts';
import type { Scenario } from '../scenario.ts';

/** R19: both workers ask for the same accounts at the same time, while new stories shift the pages. */
export const overlappingPolls: Scenario = {
  title: 'overlapping polls of two workers find each story once',
  rig: (quick) => ({ numbers: quick ? 30 : 200, perTeam: quick ? 1 : 8 }),
  run: async (rig, { quick, random }) => {
    const rows = await rig.owner.sql<{ id: string }[]>`select id from account where region_id is not null`;
    await sendJobsThrough(rig.owner.db);
    let polls = 0;
    try {
      await disturb(rig, 'stories', { delay_ms: 150 });
      for (let round = 0; round < (quick ? 3 : 10); round += 1) {
        for (const account of rig.brand.accounts) {
          // In another order it is another job, and nothing keeps the two apart.
          for (let copy = 0; copy < 4; copy += 1) {
            const ids = rows.map(({ id }) => ({ id, place: random.next() }));
            const accountIds = ids.toSorted((a, b) => a.place - b.place).map(({ id }) => id);
            await enqueue(rig.owner.db, 'stories.check', { accountIds });
            polls += 1;
          }
          await rig.post(account, 2);
        }
      }
      await rig.sandbox.remove('/_sandbox/faults');
      await drain(rig);
    } finally {
      await stopSendingJobs();
    }
    const [row] = await rig.owner.sql<{ stories: number; twice: number }[]>`
      select count(*)::int as stories, (count(*) - count(distinct media_id))::int as twice from story`;
    rig.expect(row!.twice === 0, `${row!.twice} stories are there twice`);
    return { addedPolls: polls, stories: row!.stories };
  },
};
