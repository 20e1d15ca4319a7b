import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '#tests/support/eventually.ts';
import type { Rig } from '../rig.ts';
import type { Scenario } from '../scenario.ts';

const sends = ({ workers }: Rig) => workers.reduce((sum, { proxy }) => sum + proxy.matched(), 0);
const alarms = ({ workers }: Rig) => workers.reduce((sum, worker) => sum + worker.logged('token_refused'), 0);

/** Longer than a look of the dispatcher, and than the pause before a refusal is tried again. */
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
    const atRevocation = sends(rig);
    await eventually('the refusal is said', () => alarms(rig) > 0);
    await delay(watchMs);
    const calls = sends(rig) - atRevocation;
    rig.expect(calls <= mostCalls, `${calls} more messages were tried with the revoked token`);
    const { access_token: token } = await rig.sandbox.post<{ access_token: string }>('/_sandbox/tokens', {});
    for (const worker of rig.workers) {
      await worker.stop();
      worker.start({ META_ACCESS_TOKEN: token });
    }
    return { callsWithRevokedToken: calls, refusalsLogged: alarms(rig) };
  },
};
