import { setTimeout as delay } from 'node:timers/promises';
import { despiteDeadlock } from '#tests/support/despite-deadlock.ts';
import { eventually, WaitedInVain } from '#tests/support/eventually.ts';
import type { ProxyMode } from '#tests/support/tcp-proxy.ts';
import type { Random } from './random.ts';
import type { Rig, RigWorker } from './rig.ts';

/** Where a worker stands when it is killed: the steps of a send, in their order, and any moment at all. */
export const failPoints = [
  'claimed',
  'attempt committed',
  'bytes written',
  'response read',
  'result committed',
  'any moment',
] as const;
export type FailPoint = (typeof failPoints)[number];

/** For how long the moment may be waited for. */
const momentMs = 30_000;

/**
 * Kills a worker at a point of its work that is reached from outside, by locks
 * in the database and by the proxy before the sandbox.
 * @returns how many were killed; 0 when the moment did not come
 */
export async function killAt(
  rig: Rig,
  point: FailPoint,
  random: Random,
  usual: () => ProxyMode,
): Promise<number> {
  if (!(await somethingToSend(rig))) return 0;
  try {
    return await kills[point](rig, random);
  } catch (error) {
    if (!(error instanceof WaitedInVain)) throw error;
    return 0;
  } finally {
    for (const { proxy } of rig.workers) {
      proxy.setMode(usual);
      proxy.release();
    }
  }
}

const kills: Record<FailPoint, (rig: Rig, random: Random) => Promise<number>> = {
  claimed: async (rig) => {
    await underLock(rig, async () => {
      await blocked(rig);
      await Promise.all(rig.workers.map((worker) => worker.kill()));
    });
    await ageLeasesOfTheDead(rig);
    return rig.workers.length;
  },
  'attempt committed': async (rig, random) => {
    setModes(rig, 'hold-request');
    const worker = await eventually(
      'a send is held',
      () => rig.workers.find(({ proxy }) => proxy.caught() > 0),
      momentMs,
    );
    return killHolder(rig, random, worker);
  },
  'bytes written': async (rig, random) => {
    setModes(rig, 'hold-response');
    return killHolder(rig, random, await answerHeld(rig));
  },
  'response read': async (rig, random) => {
    setModes(rig, 'hold-response');
    const worker = await answerHeld(rig);
    let killed = 0;
    await underLock(rig, async () => {
      worker.proxy.setMode('pass');
      worker.proxy.release();
      await blocked(rig);
      killed = await killOneOrAll(rig, random, worker);
    });
    await ageLeasesOfTheDead(rig);
    return killed;
  },
  'result committed': async (rig, random) => {
    const before = await countEnded(rig);
    await eventually('a result is committed', async () => (await countEnded(rig)) > before, momentMs);
    return killHolder(rig, random, await holder(rig));
  },
  'any moment': async (rig, random) => {
    await delay(random.between(0, 1_500));
    const worker = random.pick(rig.workers);
    const held = await holder(rig);
    if (worker === held) return killHolder(rig, random, worker);
    await worker.kill();
    return 1;
  },
};

/** Whether messages wait that may go out now. */
export async function somethingToSend({ owner }: Rig): Promise<boolean> {
  const rows = await owner.sql`
    select from message m left join number n on n.id = m.number_id
    where m.state in ('planned', 'held') and greatest(m.due_at, n.not_before) <= now() + interval '5 seconds' limit 1`;
  return rows.length > 0;
}

const setModes = ({ workers }: Rig, mode: ProxyMode) => workers.forEach(({ proxy }) => proxy.setMode(mode));

const answerHeld = ({ workers }: Rig): Promise<RigWorker> =>
  eventually('an answer is held', () => workers.find(({ proxy }) => proxy.answersHeld() > 0), momentMs);

/** Which worker sends at the moment: the one whose proxy sees more sends in the next while. */
async function holder({ workers }: Rig): Promise<RigWorker> {
  const before = workers.map(({ proxy }) => proxy.matched());
  return eventually(
    'one of them sends',
    () => workers.find(({ proxy }, index) => proxy.matched() > before[index]!),
    momentMs,
  );
}

async function countEnded({ owner }: Rig): Promise<number> {
  const [row] = await owner.sql<
    { count: number }[]
  >`select count(*)::int as count from attempt where outcome = 'accepted'`;
  return row!.count;
}

/** Waits until a statement of a worker stands before a lock. */
async function blocked({ owner }: Rig): Promise<void> {
  await eventually(
    'a worker waits for the lock',
    async () => {
      const rows = await owner.sql`
        select from pg_stat_activity
        where application_name = 'storywire worker' and wait_event_type = 'Lock' and query ilike '%attempt%'
          and datname = current_database()`;
      return rows.length > 0;
    },
    momentMs,
  );
}

/** Works while the attempts can be read, and not written. */
async function underLock(rig: Rig, work: () => Promise<void>): Promise<void> {
  await rig.locks.sql.begin(async (sql) => {
    await sql`lock table attempt in share mode`;
    await work();
  });
}

/** The other worker cannot send before the sender's lease is over, so all that is being sent then is the dead one's. */
async function killHolder(rig: Rig, random: Random, worker: RigWorker): Promise<number> {
  const killed = await killOneOrAll(rig, random, worker);
  await ageLeasesOfTheDead(rig);
  return killed;
}

/** Half of the time its machine goes down, and takes the other worker along. */
async function killOneOrAll(rig: Rig, random: Random, worker: RigWorker): Promise<number> {
  const dying = random.next() < 0.5 ? [worker] : rig.workers;
  await Promise.all(dying.map((each) => each.kill()));
  return dying.length;
}

/** Only the leases of what is being sent this moment; and last the sender's, with which another worker takes over. */
export async function ageLeasesOfTheDead({ owner }: Rig): Promise<void> {
  await despiteDeadlock(
    () => owner.sql`update message set lease_until = now() - interval '1 second' where state = 'sending'`,
  );
  await despiteDeadlock(() => owner.sql`update sender set lease_until = now() - interval '1 second'`);
}
