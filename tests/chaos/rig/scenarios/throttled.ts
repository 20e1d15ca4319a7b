import { eventually } from '#tests/support/eventually.ts';
import { drain, passInterval } from '../come-to-rest.ts';
import { calm, disturb } from '../faults.ts';
import type { Rig } from '../rig.ts';
import type { Scenario } from '../scenario.ts';

/** Few of those that stop the whole sender, since each time it waits longer. */
const refusals = [
  { code: 80_007, status: 429, times: 2 },
  { code: 130_429, status: 400, times: 4 },
  { code: 131_056, status: 400, times: 10 },
] as const;

/** The worker's own pause goes by its own clock, so it is waited for; the longest first one is a minute. */
const pausedForMs = 300_000;

/**
 * R7: Meta asks for less, in each of its ways. That other senders are not
 * affected cannot be seen here: a brand sends from one number, and the sandbox
 * has no second.
 */
export const throttled: Scenario = {
  title: 'throttling refuses nobody for good, and the pace is kept',
  rig: (quick) => ({ numbers: quick ? 30 : 200, perTeam: 0 }),
  run: async (rig) => {
    const account = rig.brand.accounts[0]!;
    for (const { times, ...refuse } of refusals) {
      await disturb(rig, 'messages', { refuse }, times);
      await rig.post(account);
      await told(rig);
      await calm(rig);
      await passInterval(rig);
    }
    await disturb(rig, 'messages', { usage: { call_count: 100, estimated_time_to_regain_access: 1 } }, 1);
    await rig.post(account);
    await eventually(
      'the sender pauses',
      async () => (await rig.owner.sql`select from sender where paused_until > now()`).length > 0,
    );
    await told(rig);
    const [row] = await rig.owner.sql<{ failed: number; over: number; pair: number }[]>`
      select (select count(*)::int from message where state = 'failed') as failed,
        (select count(*)::int from attempt where error_code = 130429) as over,
        (select count(*)::int from attempt where error_code = 131056) as pair`;
    rig.expect(row!.failed === 0, `${row!.failed} messages failed for good`);
    const [, pace, pair] = refusals;
    const over = row!.over - pace.times;
    // The sandbox counts as Meta does, and refuses the 81st message of a second.
    rig.expect(over === 0, `the pace was broken ${over} times`);
    rig.expect(row!.pair === pair.times, `${row!.pair} met the pair rate instead of ${pair.times}`);
    return { failedForGood: row!.failed, overThePace: over };
  },
};

async function told(rig: Rig): Promise<void> {
  await eventually(
    'every phone was told',
    async () => {
      const [row] = await rig.owner.sql<{ open: number; planned: number }[]>`
        select (select count(*)::int from message where state in ('planned', 'sending')) as open,
          (select count(*)::int from plan) as planned`;
      return row!.planned >= rig.posted() && row!.open === 0;
    },
    pausedForMs,
  );
  await drain(rig);
}
