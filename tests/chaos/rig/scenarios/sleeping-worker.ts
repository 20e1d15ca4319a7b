import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '#tests/support/eventually.ts';
import { drain, passInterval } from '../come-to-rest.ts';
import { ageLeasesOfTheDead } from '../kill-at.ts';
import type { Rig, RigWorker } from '../rig.ts';
import type { Scenario } from '../scenario.ts';

/** A claim is no longer written to a socket after 20 s; the sleeper's own clocks tell it so, and cannot be moved. */
const sleepMs = 21_000;

/** R15: a worker is stopped in the middle of a batch, another takes its place, and then it wakes up. */
export const sleepingWorker: Scenario = {
  title: 'a worker sleeps past its lease while another takes over, and wakes up',
  rig: (quick) => ({ numbers: quick ? 60 : 200, perTeam: quick ? 1 : 8 }),
  run: async (rig, { quick }) => {
    let unwritten = 0;
    for (let round = 0; round < (quick ? 1 : 3); round += 1) {
      unwritten += await sleepOnce(rig, round);
      await drain(rig);
      await passInterval(rig);
    }
    const refused = rig.workers.reduce((sum, worker) => sum + countStale(worker), 0);
    rig.expect(unwritten > 0, 'the sleeper had written all that it had claimed');
    rig.expect(refused > 0, 'no stale write was refused and counted');
    return { claimedAndNotWritten: unwritten, staleWritesRefused: refused };
  },
};

/** @returns how many messages the sleeper had claimed and not written */
async function sleepOnce(rig: Rig, round: number): Promise<number> {
  const { accounts } = rig.brand;
  for (const { proxy } of rig.workers) proxy.setMode('hold-response');
  await rig.post(accounts[round % accounts.length]!);
  const sleeper = await eventually('an answer is held', () =>
    rig.workers.find(({ proxy }) => proxy.answersHeld() > 0),
  );
  sleeper.signal('SIGSTOP');
  try {
    for (const { proxy } of rig.workers) {
      proxy.setMode('pass');
      proxy.release();
    }
    await delay(sleepMs);
    await ageLeasesOfTheDead(rig);
    await eventually(
      'its attempts are in doubt',
      async () => (await rig.owner.sql`select from attempt where outcome = 'sending'`).length === 0,
    );
    await drain(rig);
    await passInterval(rig);
    const [row] = await rig.owner.sql<{ count: number }[]>`
      select count(*)::int as count from attempt where outcome = 'uncertain'`;
    // The other's traffic proves that these were not accepted, and it sends them again.
    await rig.post(accounts[(round + 1) % accounts.length]!);
    await eventually(
      'nothing is in doubt',
      async () => (await rig.owner.sql`select from attempt where outcome = 'uncertain'`).length === 0,
      120_000,
    );
    await drain(rig);
    return row!.count;
  } finally {
    sleeper.signal('SIGCONT');
    await delay(3_000);
  }
}

function countStale(worker: RigWorker): number {
  const counts = worker.output().matchAll(/"stale":(\d+)/g);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}
