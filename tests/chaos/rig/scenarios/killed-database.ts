import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '#tests/support/eventually.ts';
import { drain, passInterval } from '../come-to-rest.ts';
import { ageLeasesOfTheDead } from '../kill-at.ts';
import type { Scenario } from '../scenario.ts';

const backWithinMs = 10_000;

/** R3: PostgreSQL is killed and started again in the middle of bursts. */
export const killedDatabase: Scenario = {
  title: 'PostgreSQL is killed and started again in the middle of bursts',
  rig: (quick) => ({ numbers: quick ? 30 : 200, perTeam: quick ? 1 : 8 }),
  run: async (rig, { quick, random }) => {
    let longestMs = 0;
    const rounds = quick ? 2 : 10;
    for (let round = 0; round < rounds; round += 1) {
      for (const account of rig.brand.accounts) await rig.post(account);
      await delay(random.between(1_500, 6_000));
      await rig.restartDatabase();
      const up = performance.now();
      await eventually('web and workers are back', async () => {
        const web = await fetch(`${rig.web.url}/api/health`).catch(() => undefined);
        const sessions = await rig.owner.sql`
          select from pg_stat_activity where application_name = 'storywire worker' and state is not null`.catch(
          () => [],
        );
        return web?.status === 200 && sessions.length >= rig.workers.length;
      });
      longestMs = Math.max(longestMs, performance.now() - up);
      await delay(2_000);
      // Whoever lived on has stored its outcomes by now; a worker that ended with its sessions has left leases.
      await drain(rig, 30_000).catch(() => ageLeasesOfTheDead(rig));
      await drain(rig);
      await passInterval(rig);
    }
    rig.expect(longestMs <= backWithinMs, `it took ${Math.round(longestMs)} ms to come back`);
    return { restarts: rounds, longestBackMs: Math.round(longestMs) };
  },
};
