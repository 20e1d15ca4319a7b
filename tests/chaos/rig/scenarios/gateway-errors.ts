import { setTimeout as delay } from 'node:timers/promises';
import { WaitedInVain } from '../../../support/eventually.ts';
import { drain, passInterval } from '../come-to-rest.ts';
import type { Scenario } from '../scenario.ts';

/** A wait that an open breaker outlasts is what the scenario is about; any other error is a fault. */
function onlyInVain(error: unknown): void {
  if (!(error instanceof WaitedInVain)) throw error;
}

/** R5: half of all answers are a gateway's 502, before or after Meta accepted; nobody can tell which. */
export const gatewayErrors: Scenario = {
  title: 'half of all sends are answered by a gateway, before or after acceptance',
  rig: (quick) => ({ numbers: quick ? 30 : 200, perTeam: quick ? 1 : 8 }),
  run: async (rig, { quick, random }) => {
    for (const { proxy } of rig.workers)
      proxy.setMode(() => (random.next() < 0.5 ? 'pass' : random.pick(['fail-before', 'fail-after'])));
    let openings = 0;
    let open = false;
    const watch = new AbortController();
    const watching = (async () => {
      while (!watch.signal.aborted) {
        const [row] = await rig.owner.sql<
          { open: boolean }[]
        >`select bool_or(breaker_opened_at is not null) as open from sender`;
        if (row!.open && !open) openings += 1;
        open = row!.open;
        await delay(200);
      }
    })();
    for (let round = 0; round < (quick ? 1 : 5); round += 1) {
      for (const account of rig.brand.accounts) await rig.post(account);
      // A breaker may hold all back for as long as this lasts.
      await drain(rig, 60_000).catch(onlyInVain);
      if (!open) await passInterval(rig).catch(onlyInVain);
    }
    for (const { proxy } of rig.workers) proxy.setMode('pass');
    const calmAt = performance.now();
    while (open && performance.now() - calmAt < 90_000) await delay(200);
    const recoveredMs = Math.round(performance.now() - calmAt);
    rig.expect(recoveredMs <= 60_000, `the breaker needed ${recoveredMs} ms to close`);
    watch.abort();
    await watching;
    return { breakerOpenings: openings, recoveredMs };
  },
};
