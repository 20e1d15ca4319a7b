import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Connection } from '#db/client.ts';
import { acceptanceLog, checkDelivery } from '#tests/support/check-delivery.ts';
import { despiteDeadlock } from '#tests/support/despite-deadlock.ts';
import { eventually, WaitedInVain } from '#tests/support/eventually.ts';
import { type Launched, installation, launchStorywire } from '#tests/support/launched.ts';
import { type TcpProxy, tcpProxy } from '#tests/support/tcp-proxy.ts';

/**
 * What is killed under the launcher's own care. Every point of a send at which a
 * worker may die is in the scorecard's R1; the sandbox's own log of what it
 * accepted decides here, too, whether anything was lost or sent twice.
 */
let env: Record<string, string>;
let launched: Launched;
let owner: Connection;
let proxy: TcpProxy;

beforeAll(async () => {
  env = await installation();
  proxy = await tcpProxy(
    { host: '127.0.0.1', port: Number(env['SANDBOX_PORT']) },
    /^POST \/v[\d.]+\/\d+\/messages[? ]/,
  );
  env['META_GRAPH_URL'] = proxy.url;
  launched = await launchStorywire(env);
  owner = await launched.database();
  await eventually('every account was checked once', async () => {
    const [row] = await owner.sql<
      { open: number }[]
    >`select count(*)::int as open from account where first_checked_at is null`;
    return row!.open === 0;
  });
  await eventually(
    'the templates are approved',
    async () => {
      const rows = await owner.sql<{ state: string }[]>`select state from template`;
      return rows.length > 0 && rows.every(({ state }) => state === 'approved');
    },
    180_000,
  );
});

afterAll(async () => {
  await owner.close();
  await launched.remove();
  await proxy.close();
});

let posted = 0;

async function post(username: string): Promise<void> {
  posted += 1;
  const answer = await fetch(`${launched.sandboxUrl}/_sandbox/stories`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: username }),
  });
  expect(answer.status).toBe(200);
}

/** Two accounts of different regions, so that each region is told of the other's story. */
async function accounts(): Promise<[string, string]> {
  const rows = await owner.sql<
    { username: string }[]
  >`select min(username) as username from account group by region_id order by 1`;
  return [rows[0]!.username, rows[1]!.username];
}

async function killWorker(): Promise<void> {
  const worker = (await launched.processes()).find((each) => each.name === 'worker');
  process.kill(worker!.pid, 'SIGKILL');
}

/** Ten minutes are not waited for: the intervals, and the leases of the dead, are made old in the database. */
async function freeIntervals(): Promise<void> {
  await despiteDeadlock(
    () =>
      owner.sql`update number set buzz_free_at = '-infinity', buzz_message_id = null, not_before = null where buzz_free_at > now() or not_before > now()`,
  );
}

/** What waits for an interval's end goes out now. */
async function makeDue(): Promise<void> {
  await despiteDeadlock(
    () => owner.sql`update message set due_at = now() where state in ('planned', 'held') and due_at > now()`,
  );
}

async function ageLeases(): Promise<void> {
  await despiteDeadlock(() => owner.sql`update sender set lease_until = now() - interval '1 second'`);
  await despiteDeadlock(
    () => owner.sql`update message set lease_until = now() - interval '1 second' where state = 'sending'`,
  );
}

async function uncertainAttempts(): Promise<string[]> {
  const rows = await owner.sql<{ opaque: string }[]>`
    select opaque_id as opaque from attempt where outcome = 'uncertain' order by 1`;
  return rows.map(({ opaque }) => opaque);
}

/**
 * After a restart that took its time, statuses come late, and nothing is proven absent for the next ten minutes.
 * These minutes, too, are taken from the times.
 */
async function forgetLateStatuses(): Promise<void> {
  await owner.sql`
    update status_event set received_at = received_at - interval '15 minutes'
    where received_at > now() - interval '10 minutes' and received_at > provider_at + interval '60 seconds'`;
}

/** Gives the sweeper something that one can see it has done: a status that has lost its attempt is matched again. */
async function sweeperPass(): Promise<void> {
  const [row] = await owner.sql<{ id: number }[]>`
    update status_event set attempt_id = null where id = (select max(id) from status_event) returning id`;
  await eventually(
    'the sweeper has passed',
    async () =>
      (await owner.sql`select from status_event where id = ${row!.id} and attempt_id is not null`).length > 0,
  );
}

/**
 * What was accepted is settled by its statuses. What was not is sent again
 * only once two and a half minutes and later traffic prove it: the minutes are
 * taken from the attempts' times, the traffic is a story of another account.
 */
async function settleUncertain(): Promise<void> {
  await eventually(
    'no attempt is still sending',
    async () => (await owner.sql`select from attempt where outcome = 'sending'`).length === 0,
  );
  await eventually('statuses have settled what was accepted', async () => {
    const accepted = new Set((await acceptanceLog(launched.dataFolder)).map(({ opaque }) => opaque));
    return (await uncertainAttempts()).every((opaque) => !accepted.has(opaque));
  });
  if ((await uncertainAttempts()).length === 0) return;
  await owner.sql`
    update attempt set started_at = started_at - interval '200 seconds', ended_at = ended_at - interval '200 seconds'
    where outcome = 'uncertain'`;
  await freeIntervals();
  await post((await accounts())[1]);
}

const found = async () => (await owner.sql`select from story where alerted`).length;

/** Everything due now is sent, everything uncertain is settled; then the two books are compared. */
async function expectNothingLostNothingTwice(): Promise<void> {
  await settleUncertain();
  await eventually(
    'everything has come to rest',
    async () => {
      await makeDue();
      await freeIntervals();
      await forgetLateStatuses();
      // Counted first: what is found after the books were compared is not in them.
      const allFound = (await found()) === posted;
      // Between the plan and its messages nothing is lost and nothing is at rest.
      const unwritten =
        await owner.sql`select from alert where message_id is null and skipped_reason is null`;
      const { alerts: all, lost, stuck } = await checkDelivery(launched.dataFolder, owner);
      return allFound && all > posted && unwritten.length === 0 && lost.length === 0 && stuck.length === 0;
    },
    120_000,
  ).catch((error: unknown) => {
    // The comparison below says what is missing; anything but a wait in vain is a fault of its own.
    if (!(error instanceof WaitedInVain)) throw error;
  });
  const { alerts, lost, twice, stuck } = await checkDelivery(launched.dataFolder, owner);
  expect({ found: await found(), lost, twice, stuck }).toEqual({
    found: posted,
    lost: [],
    twice: [],
    stuck: [],
  });
  // Every story is told to at least one phone of every other team.
  expect(alerts).toBeGreaterThan(posted);
  const unsettled = await owner.sql<
    { state: string }[]
  >`select state from message where state in ('unconfirmed', 'failed', 'expired')`;
  expect(unsettled).toEqual([]);
}

test('kill -9 of the worker between two polls loses nothing and sends nothing twice', async () => {
  const [first] = await accounts();
  await killWorker();
  await post(first);
  await eventually(
    'the story is found',
    async () => (await owner.sql`select from story where alerted`).length > 0,
  );
  await expectNothingLostNothingTwice();
});

test('what a killed worker left in doubt is not sent again on silence alone', async () => {
  await freeIntervals();
  proxy.setMode('hold-request');
  await post((await accounts())[0]);
  await eventually('a send is on its way', () => proxy.caught() > 0);
  await killWorker();
  proxy.setMode('pass');
  await ageLeases();
  // Whatever went out after the ageing would be later traffic, and prove the silence.
  await eventually('the attempts are uncertain, and nothing is about to be sent', async () => {
    const busy = await owner.sql`
      select from message m where (m.state in ('planned', 'held') and m.due_at <= now())
        or (m.state = 'sending' and exists (select from attempt a where a.message_id = m.id and a.outcome = 'sending'))`;
    const uncertain = await owner.sql`select from attempt where outcome = 'uncertain'`;
    return busy.length === 0 && uncertain.length > 0;
  });
  // However long ago it was, without later traffic nothing may be repeated: silence alone proves nothing.
  // All attempts are made older alike, so that none of them is later traffic.
  await owner.sql`
    update attempt set started_at = started_at - interval '200 seconds', ended_at = ended_at - interval '200 seconds'`;
  const before = await uncertainAttempts();
  await sweeperPass();
  await sweeperPass();
  expect(await uncertainAttempts()).toEqual(before);
  proxy.release();
  await expectNothingLostNothingTwice();
});

test('kill -9 of the launcher in the middle of a burst loses nothing and sends nothing twice', async () => {
  await freeIntervals();
  const [first, second] = await accounts();
  for (const username of [first, second, first, second]) await post(username);
  await eventually('the first attempts are made', async () => {
    // A roll-up of an earlier burst may have taken the intervals once more.
    await freeIntervals();
    await makeDue();
    return (await owner.sql`select from attempt where started_at > now() - interval '5 seconds'`).length > 0;
  });
  for (const { pid } of await launched.processes()) process.kill(pid, 'SIGKILL');
  await once(launched.launcher, 'exit');
  await owner.close();
  launched = await launchStorywire(env);
  owner = await launched.database();
  await ageLeases();
  await expectNothingLostNothingTwice();
});
