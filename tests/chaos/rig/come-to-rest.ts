import { setTimeout as delay } from 'node:timers/promises';
import { acceptanceLog } from '#tests/support/check-delivery.ts';
import { eventually, WaitedInVain } from '#tests/support/eventually.ts';
import { passTime } from './pass-time.ts';
import type { Rig } from './rig.ts';
import { judge, type Verdict } from './verdict.ts';

/** Longer than the interval between two buzzes, and than the quiet window of the resolver. */
const intervalSeconds = 660;

/** Until every story is planned, nothing is due any more and nobody waits for an answer. */
export async function drain({ owner, posted }: Rig, limitMs = 300_000): Promise<void> {
  await eventually(
    'everything due was sent',
    async () => {
      const [row] = await owner.sql<{ open: number; planned: number; uploads: number }[]>`
        select
          (select count(*)::int from attempt where outcome = 'sending')
            + (select count(*)::int from message m left join number n on n.id = m.number_id
               where m.state in ('planned', 'held') and greatest(m.due_at, n.not_before) <= now() + interval '8 seconds') as open,
          (select count(*)::int from plan) as planned,
          (select count(*)::int from webhook_inbox where processed_at is null) as uploads`;
      return row!.open === 0 && row!.uploads === 0 && row!.planned >= posted();
    },
    limitMs,
  );
}

/** Until a status has told of everything that was accepted: an attempt in doubt then was not. */
async function statusesAreIn({ owner, folder, sandbox }: Rig): Promise<void> {
  await eventually(
    'statuses have settled what was accepted',
    async () => {
      const { webhooks } = await sandbox.get<{ webhooks: { waiting: number } }>('/_sandbox/state');
      if (webhooks.waiting > 0) return false;
      const accepted = new Set((await acceptanceLog(folder)).map(({ opaque }) => opaque));
      const rows = await owner.sql<{ opaque: string }[]>`
        select opaque_id as opaque from attempt where outcome = 'uncertain'`;
      return rows.every(({ opaque }) => !accepted.has(opaque));
    },
    600_000,
  );
}

/** Roll-ups fall due, every phone may be buzzed anew, and what is in doubt is old enough to be decided by the traffic that follows. */
export async function passInterval(rig: Rig): Promise<void> {
  await statusesAreIn(rig);
  await passTime(rig.owner, intervalSeconds);
}

/** Until the traffic of the present has decided what was in doubt, and what was sent again is through. */
export async function clearUp(rig: Rig): Promise<void> {
  await drain(rig);
  await patiently(() =>
    eventually(
      'nothing is in doubt',
      async () => {
        const rows = await rig.owner.sql`
          select from attempt a join message m on m.id = a.message_id
          where a.outcome = 'uncertain' and m.state = 'sending' limit 1`;
        return rows.length === 0;
      },
      30_000,
    ),
  );
  await drain(rig);
}

/**
 * Until all has ended: interval after interval passes, and while something is
 * in doubt another story brings the traffic by which it is decided. What does
 * not come to rest within the limit stays in the verdict.
 */
export async function comeToRest(rig: Rig, limitMs: number): Promise<Verdict> {
  const until = performance.now() + limitMs;
  for (;;) {
    await patiently(() => drain(rig));
    await patiently(() => statusesAreIn(rig));
    await patiently(() => delivered(rig));
    const verdict = await judge(rig);
    const quiet = verdict.lost.length === 0 && verdict.stuck.length === 0;
    if (quiet || performance.now() > until) return verdict;
    const [row] = await rig.owner.sql<{ doubts: number }[]>`
      select count(*)::int as doubts from attempt a join message m on m.id = a.message_id
      where a.outcome = 'uncertain' and m.state = 'sending'`;
    await passTime(rig.owner, intervalSeconds);
    if (row!.doubts > 0) await rig.post(rig.brand.accounts[0]!);
    await delay(500);
  }
}

/** The phones are on, so what was accepted is delivered within seconds. */
async function delivered({ owner }: Rig): Promise<void> {
  await eventually(
    'what was accepted is delivered',
    async () => (await owner.sql`select from message where state in ('accepted', 'sent')`).length === 0,
    30_000,
  );
}

/** The verdict says what is missing; anything but a wait in vain is a fault of its own. */
export async function patiently(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof WaitedInVain)) throw error;
  }
}
