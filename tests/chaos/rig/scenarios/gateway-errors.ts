import { setTimeout as delay } from 'node:timers/promises';
import { eventually, WaitedInVain } from '#tests/support/eventually.ts';
import { drain, passInterval } from '../come-to-rest.ts';
import { somethingToSend } from '../kill-at.ts';
import type { Rig } from '../rig.ts';
import type { Scenario } from '../scenario.ts';

const recoveredWithinMs = 60_000;

/** R5: half of all answers are a gateway's 502, before or after Meta accepted; nobody can tell which. */
export const gatewayErrors: Scenario = {
  title: 'half of all sends are answered by a gateway, before or after acceptance',
  rig: (quick) => ({ numbers: quick ? 30 : 200, perTeam: quick ? 1 : 8 }),
  run: async (rig, { quick, random, say }) => {
    for (const { proxy } of rig.workers)
      proxy.setMode(() => (random.next() < 0.5 ? 'pass' : random.pick(['fail-before', 'fail-after'])));
    const breaker = watchBreaker(rig);
    try {
      for (let round = 0; round < (quick ? 1 : 3); round += 1) {
        for (const account of rig.brand.accounts) await rig.post(account);
        // A breaker may hold all back for as long as this lasts.
        await drain(rig, 60_000).catch(onlyInVain);
        // Open as well: without anything due nothing could try whether it is over.
        await passInterval(rig).catch(onlyInVain);
        say(`the breaker opened ${breaker.figures().breakerOpenings} times`);
      }
      // The storm ends while it is open, or there would be nothing to recover from.
      for (const { proxy } of rig.workers) proxy.setMode('fail-before');
      const isHolding = async () => breaker.isOpen() && (await somethingToSend(rig));
      for (let tries = 0; !(await isHolding()) && tries < 5; tries += 1) {
        await passInterval(rig).catch(onlyInVain);
        for (const account of rig.brand.accounts) await rig.post(account);
        await eventually('the breaker holds something back', isHolding, 20_000).catch(onlyInVain);
      }
      rig.expect(await isHolding(), 'the breaker held nothing back when the storm ended');
      for (const { proxy } of rig.workers) proxy.setMode('pass');
      const calmAt = performance.now();
      await eventually('the breaker closes', () => !breaker.isOpen(), 2 * recoveredWithinMs);
      const recoveredMs = Math.round(performance.now() - calmAt);
      rig.expect(recoveredMs <= recoveredWithinMs, `the breaker needed ${recoveredMs} ms to close`);
      const { probes } = breaker.figures();
      rig.expect(probes > 0, 'nothing was tried while the breaker was open');
      return { ...breaker.figures(), recoveredMs };
    } finally {
      await breaker.stop();
    }
  },
};

/** A wait that an open breaker outlasts is what the scenario is about; any other error is a fault. */
function onlyInVain(error: unknown): void {
  if (!(error instanceof WaitedInVain)) throw error;
}

type Look = { opened: string | null; tried: number };

/** Looks at the breaker five times a second. Those that were begun while it was open are its probes. */
function watchBreaker({ owner }: Rig) {
  let openings = 0;
  let probes = 0;
  let last: Look = { opened: null, tried: 0 };
  const stop = new AbortController();
  const look = async (): Promise<void> => {
    const [row] = await owner.sql<Look[]>`
      select s.breaker_opened_at::text as opened, count(a.id)::int as tried
      from sender s left join attempt a on a.started_at > s.breaker_opened_at group by s.id`;
    if (row!.opened !== null && last.opened === null) openings += 1;
    if (row!.opened === null && last.opened !== null) probes += await probesUntilClosed(last.opened);
    last = row!;
  };
  const probesUntilClosed = async (opened: string): Promise<number> => {
    const [row] = await owner.sql<{ count: number }[]>`
      select count(*)::int as count from attempt
      where started_at > ${opened} and started_at < (
        select max(ended_at) from alarm where kind = 'breaker_open'
      )`;
    return row!.count;
  };
  const watching = (async () => {
    while (!stop.signal.aborted) {
      await look();
      await delay(200);
    }
  })();
  return {
    isOpen: () => last.opened !== null,
    figures: () => ({ breakerOpenings: openings, probes: probes + last.tried }),
    stop: async () => {
      stop.abort();
      await watching;
    },
  };
}
