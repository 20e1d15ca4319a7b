import { eventually, WaitedInVain } from '#tests/support/eventually.ts';
import { clearUp, drain, passInterval } from '../come-to-rest.ts';
import { ageLeasesOfTheDead } from '../kill-at.ts';
import type { RigProcess } from '../process.ts';
import type { Rig } from '../rig.ts';
import type { Scenario } from '../scenario.ts';

const hourMs = 60 * 60_000;
const shifts = [1, -1, 25, -25].map((hours) => hours * hourMs);
const preload = new URL('../shift-clock.ts', import.meta.url).href;
/** The sender's lease is 15 s, a message's a minute; both are renewed or given before they are looked at. */
const longestLeaseMs = 61_000;
const takenOverWithinMs = 30_000;

/** R14: one process after another has a wall clock that is an hour or a day wrong, is killed with it, and set right. */
export const wrongClocks: Scenario = {
  title: 'one process’s clock is an hour or a day wrong, and then set right',
  rig: (quick) => ({ numbers: quick ? 60 : 200, perTeam: quick ? 1 : 8 }),
  run: async (rig, { quick, random, say }) => {
    const figures = { toldAtOnce: 0, longestLeaseMs: 0, longestTakeOverMs: 0 };
    const rounds = quick ? [random.pick(shifts)] : shifts;
    for (const shiftMs of rounds) {
      const [wrong, right] = random.next() < 0.5 ? rig.workers : rig.workers.toReversed();
      await Promise.all(rig.workers.map((worker) => worker.stop()));
      setClock(wrong, shiftMs);
      await eventually('the one with the wrong clock sends', () => holder(rig));
      setClock(right, 0);
      await tellAll(rig, figures);
      const tookMs = await killHolding(rig, wrong);
      figures.longestTakeOverMs = Math.max(figures.longestTakeOverMs, tookMs);
      // Traffic by which is decided what the dead one left in doubt.
      await passInterval(rig);
      await rig.post(rig.brand.accounts[1]!);
      await clearUp(rig);
      await freePhones(rig);
      // What is right again must not wait until the time comes that the wrong clock wrote down.
      await Promise.all(rig.workers.map((worker) => worker.stop()));
      for (const worker of rig.workers) setClock(worker, 0);
      await tellAll(rig, figures);
      say(`${shiftMs / hourMs} h`);
    }
    for (const shiftMs of quick ? [] : shifts.slice(2)) {
      await rig.web.stop();
      setClock(rig.web, shiftMs);
      await tellAll(rig, figures);
    }
    const { longestLeaseMs: leaseMs, longestTakeOverMs } = figures;
    rig.expect(leaseMs <= longestLeaseMs, `a lease went ${leaseMs} ms ahead of the database's clock`);
    rig.expect(longestTakeOverMs <= takenOverWithinMs, `taking over took ${longestTakeOverMs} ms`);
    const [row] = await rig.owner.sql<{ early: number }[]>`
      select count(*)::int as early from message where state in ('expired', 'unconfirmed', 'failed')`;
    rig.expect(row!.early === 0, `${row!.early} messages were given up`);
    return { clocks: rounds.length + (quick ? 0 : 2), ...figures, givenUp: row!.early };
  },
};

function setClock(process: RigProcess, shiftMs: number): void {
  process.start({ NODE_OPTIONS: `--import ${preload}`, CHAOS_CLOCK_SHIFT_MS: String(shiftMs) });
}

/** Who holds the sender's lease; undefined while nobody does. */
async function holder({ owner }: Rig): Promise<string | undefined> {
  const [row] = await owner.sql<{ owner: string }[]>`
    select lease_owner as owner from sender where lease_until > now()`;
  return row?.owner;
}

/** A story of each account; every phone is told of the first at once, whatever the clock says. */
async function tellAll(rig: Rig, figures: { toldAtOnce: number; longestLeaseMs: number }): Promise<void> {
  const before = await countStories(rig);
  for (const account of rig.brand.accounts) await rig.post(account);
  await eventually(
    'everybody is told',
    async () => {
      figures.longestLeaseMs = Math.max(figures.longestLeaseMs, await longestLease(rig));
      return (await countStories(rig)) - before >= rig.brand.numbers;
    },
    90_000,
  ).catch((error: unknown) => {
    if (!(error instanceof WaitedInVain)) throw error;
    rig.expect(false, 'not every phone was told at once');
  });
  figures.toldAtOnce += (await countStories(rig)) - before;
  await freePhones(rig);
}

/** The roll-ups go out, and then every phone may be buzzed anew. */
async function freePhones(rig: Rig): Promise<void> {
  await drain(rig);
  await passInterval(rig);
  await drain(rig);
  await passInterval(rig);
}

async function countStories({ owner }: Rig): Promise<number> {
  const [row] = await owner.sql<{ count: number }[]>`
    select count(*)::int as count from message
    where kind = 'story' and state in ('accepted', 'sent', 'delivered', 'read')`;
  return row!.count;
}

async function longestLease({ owner }: Rig): Promise<number> {
  const [row] = await owner.sql<{ ms: number | null }[]>`
    select (extract(epoch from max(lease_until) - clock_timestamp()) * 1000)::float8 as ms from (
      select lease_until from sender union all select lease_until from message where state = 'sending'
    ) l`;
  return Math.round(row?.ms ?? 0);
}

/** @returns after how long another had the sender */
async function killHolding(rig: Rig, wrong: RigProcess): Promise<number> {
  for (const { proxy } of rig.workers) proxy.setMode('hold-response');
  await rig.post(rig.brand.accounts[0]!);
  await eventually('an answer is held', () => rig.workers.some(({ proxy }) => proxy.answersHeld() > 0));
  const dead = await holder(rig);
  await wrong.kill();
  const killedAt = performance.now();
  for (const { proxy } of rig.workers) {
    proxy.setMode('pass');
    proxy.release();
  }
  await eventually('another has the sender', async () => {
    const present = await holder(rig);
    return present !== undefined && present !== dead;
  });
  const tookMs = Math.round(performance.now() - killedAt);
  await ageLeasesOfTheDead(rig);
  return tookMs;
}
