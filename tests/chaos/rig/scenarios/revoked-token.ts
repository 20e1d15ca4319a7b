import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '#tests/support/eventually.ts';
import type { Rig } from '../rig.ts';
import type { Scenario } from '../scenario.ts';

const sends = ({ workers }: Rig) => workers.reduce((sum, { proxy }) => sum + proxy.matched(), 0);

/** Longer than a look of the dispatcher, four rounds of polling, and the pause before a refusal is tried again. */
const watchMs = 8_000;
const mostCalls = 5;

/** R8: the token is revoked while a burst goes out, and a new one is given later. */
export const revokedToken: Scenario = {
  title: 'the token is revoked in the middle of a burst, and a new one given later',
  rig: (quick) => ({ numbers: quick ? 60 : 200, perTeam: quick ? 1 : 8 }),
  run: async (rig) => {
    const before = sends(rig);
    for (const account of rig.brand.accounts) await rig.post(account);
    await eventually('a burst goes out', () => sends(rig) > before + 10);
    await rig.sandbox.put('/_sandbox/tokens', { state: 'revoked' });
    const atRevocation = rig.calls();
    await eventually('the alarm is there', async () => (await countAlarms(rig)) > 0);
    await delay(watchMs);
    const calls = rig.calls() - atRevocation;
    rig.expect(calls <= mostCalls, `${calls} more calls were made with the revoked token`);
    const alarms = await countAlarms(rig);
    rig.expect(alarms === 1, `there were ${alarms} alarms`);
    const [row] = await rig.owner.sql<{ refused: number; waiting: number }[]>`
      select (select count(*)::int from attempt where error_code = 190) as refused,
        (select count(*)::int from message where state = 'planned' and due_at <= now()) as waiting`;
    rig.expect(row!.waiting > 0, 'the burst was over before the token was revoked');
    const { access_token: token } = await rig.sandbox.post<{ access_token: string }>('/_sandbox/tokens', {});
    for (const worker of rig.workers) {
      await worker.stop();
      worker.start({ META_ACCESS_TOKEN: token });
    }
    return { callsAfterRevocation: calls, sendsRefused: row!.refused, alarms, waitedForToken: row!.waiting };
  },
};

async function countAlarms({ owner }: Rig): Promise<number> {
  const [row] = await owner.sql<
    { count: number }[]
  >`select count(*)::int as count from alarm where kind = 'token_broken'`;
  return row!.count;
}
