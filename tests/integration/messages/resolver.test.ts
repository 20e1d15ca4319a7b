import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { attempt, message, statusEvent, webhookInbox } from '#db/schema.ts';
import { newId } from '#lib/ids.ts';
import { applyStatus } from '#lib/messages/commands/apply-status.ts';
import { claimMessages } from '#lib/messages/commands/claim-messages.ts';
import { recordOutcomes } from '#lib/messages/commands/record-outcomes.ts';
import { auditOnce, dispatchOnce, sweepOnce } from '#lib/messages/job.ts';
import { listTemplateStandings } from '#lib/messages/queries/senders.ts';
import { templateSet } from '#lib/messages/templates/template-set.ts';
import { type Scene, startScene } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.close());
beforeEach(async () => {
  await scene.clear();
  // Statuses are given by the tests themselves.
  await scene.sandbox.post('/_sandbox/faults', { match: 'webhooks', fault: { webhooks: { hold: true } } });
});

/** A claim by a worker that dies before it sends. */
const claim = async () =>
  claimMessages(scene.test.db, {
    senderId: scene.senderId,
    set: templateSet(scene.context.env.STORYWIRE_URL),
    standings: await listTemplateStandings(scene.test.db, scene.senderId),
    limit: 100,
    buzzes: true,
    uploading: [],
  });
const read = async (id: string) => {
  const [row] = await scene.test.db.select().from(message).where(eq(message.id, id));
  if (!row) throw new Error('The message is gone.');
  return row;
};
const status = (
  opaqueId: string | null,
  wamid: string,
  kind: 'sent' | 'delivered' | 'read' | 'failed',
  at = new Date(),
) =>
  scene.test.db.transaction((tx) =>
    applyStatus(tx, {
      wamid,
      status: kind,
      opaqueId,
      at,
      errorCode: kind === 'failed' ? 131_026 : null,
      errorDetails: null,
    }),
  );
const endLeases = () =>
  scene.test.db.execute(
    sql`update message set lease_until = now() - interval '1 second' where state = 'sending'`,
  );
/** Moves what has happened so far into the past. */
const age = (seconds: number) =>
  scene.test.db.execute(sql`update attempt set started_at = started_at - ${seconds} * interval '1 second'`);
const claimOne = async () => {
  const numberId = await scene.addNumber();
  await scene.tell();
  const [claimed] = (await claim()).claimed;
  if (!claimed) throw new Error('Nothing was claimed.');
  return { numberId, claimed };
};
/** A message that was sent, answered and delivered now: proof that the channel is alive. */
const provenTraffic = async () => {
  const numberId = await scene.addNumber('Later');
  await scene.tell();
  await dispatchOnce(scene.context);
  const rows = await scene.messagesOf(numberId);
  for (const { wamid } of rows) if (wamid) await status(null, wamid, 'sent');
  await scene.drainInbox();
};
/** The sandbox's own webhooks come in meanwhile, and while one lies unread nothing is decided: so they are read between sweeps. */
const sweptTo = async (expected: { absent: number; unconfirmed?: number }) => {
  const readAndSweep = async () => {
    await scene.drainInbox();
    return sweepOnce(scene.context);
  };
  await expect.poll(readAndSweep, { timeout: 20_000 }).toMatchObject(expected);
};
const closed = async () => {
  await endLeases();
  await sweepOnce(scene.context);
};

describe('leases', () => {
  test('an expired lease makes the attempt uncertain, and never planned again by itself', async () => {
    const { claimed, numberId } = await claimOne();
    await sweepOnce(scene.context);
    expect(await scene.attemptsOf(claimed.messageId)).toMatchObject([{ outcome: 'sending' }]);
    await closed();
    expect(await scene.attemptsOf(claimed.messageId)).toMatchObject([{ outcome: 'uncertain' }]);
    expect((await read(claimed.messageId)).state).toBe('sending');
    await scene.passInterval();
    await dispatchOnce(scene.context);
    expect(await scene.facts(numberId)).toHaveLength(0);
  });

  test("a stale worker's write is refused and counted", async () => {
    const { claimed } = await claimOne();
    await closed();
    const verdict = { kind: 'not_sent', details: 'woke up too late' } as const;
    const result = await recordOutcomes(scene.test.db, [{ ...claimed, verdict, chance: 0 }]);
    expect(result).toEqual({ stale: 1 });
    expect(await scene.attemptsOf(claimed.messageId)).toMatchObject([{ outcome: 'uncertain' }]);
  });

  test('a write under another epoch is refused', async () => {
    const { claimed } = await claimOne();
    const verdict = {
      kind: 'accepted',
      wamid: 'wamid.X',
      waId: null,
      userId: null,
      pauseSenderMs: 0,
    } as const;
    expect(
      await recordOutcomes(scene.test.db, [{ ...claimed, epoch: claimed.epoch + 1, verdict, chance: 0 }]),
    ).toEqual({ stale: 1 });
    expect(await recordOutcomes(scene.test.db, [{ ...claimed, verdict, chance: 0 }])).toEqual({ stale: 0 });
  });

  test('a later status with its opaque id resolves it', async () => {
    const { claimed } = await claimOne();
    await closed();
    const [tried] = await scene.attemptsOf(claimed.messageId);
    await status(tried?.opaqueId ?? '', 'wamid.A', 'delivered');
    expect(await read(claimed.messageId)).toMatchObject({ state: 'delivered', wamid: 'wamid.A' });
    expect(await scene.attemptsOf(claimed.messageId)).toMatchObject([
      { outcome: 'accepted', wamid: 'wamid.A' },
    ]);
  });
});

describe('proof by silence', () => {
  test('without later traffic nothing is ever sent again; it ends as unconfirmed at its time', async () => {
    const { claimed } = await claimOne();
    await closed();
    await age(3_600);
    expect(await sweepOnce(scene.context)).toMatchObject({ absent: 0, unconfirmed: 0 });
    await scene.test.db.execute(sql`update message set useful_until = now() - interval '1 second'`);
    await sweptTo({ absent: 0, unconfirmed: 1 });
    expect((await read(claimed.messageId)).state).toBe('unconfirmed');
  });

  test('later traffic proves the channel alive: it is sent once more', async () => {
    const { claimed, numberId } = await claimOne();
    await closed();
    await age(200);
    await provenTraffic();
    await sweptTo({ absent: 1 });
    await scene.passInterval();
    await dispatchOnce(scene.context);
    expect(await scene.attemptsOf(claimed.messageId)).toMatchObject([
      { outcome: 'absent' },
      { outcome: 'accepted', n: 2 },
    ]);
    expect(
      (await scene.facts(numberId)).filter(({ opaque }) => opaque !== null).length,
    ).toBeGreaterThanOrEqual(1);
    expect((await read(claimed.messageId)).confirmedDuplicate).toBe(false);
  });

  test('traffic of before the window ended proves nothing', async () => {
    const { claimed } = await claimOne();
    await closed();
    await provenTraffic();
    await age(200);
    expect(await sweepOnce(scene.context)).toMatchObject({ absent: 0 });
    expect((await read(claimed.messageId)).state).toBe('sending');
  });

  test('a status that is late by Meta’s own time proves nothing', async () => {
    const { claimed } = await claimOne();
    await closed();
    await age(200);
    const numberId = await scene.addNumber('Later');
    await scene.tell();
    await dispatchOnce(scene.context);
    const [later] = (await scene.messagesOf(numberId)).filter(({ wamid }) => wamid !== null);
    await status(null, later?.wamid ?? '', 'sent', new Date(Date.now() - 199_000));
    expect(await sweepOnce(scene.context)).toMatchObject({ absent: 0 });
    expect((await read(claimed.messageId)).state).toBe('sending');
  });

  test('a status that by Meta’s own time lies within the window proves nothing, however prompt it is', async () => {
    const { claimed } = await claimOne();
    await closed();
    await age(160);
    const numberId = await scene.addNumber('Later');
    await scene.tell();
    await dispatchOnce(scene.context);
    const [later] = (await scene.messagesOf(numberId)).filter(({ wamid }) => wamid !== null);
    const [first] = await scene.attemptsOf(claimed.messageId);
    const withinWindow = new Date((first?.startedAt.getTime() ?? 0) + 149_000);
    await status(null, later?.wamid ?? '', 'sent', withinWindow);
    expect(await sweepOnce(scene.context)).toMatchObject({ absent: 0 });
    expect((await read(claimed.messageId)).state).toBe('sending');
  });

  test.each<[string, () => Promise<unknown>]>([
    [
      'a webhook lies in the inbox',
      async () =>
        scene.test.db.insert(webhookInbox).values({ source: 'whatsapp', bodyHash: newId(), sealed: 'x' }),
    ],
    [
      'a neighbour that was accepted has no status either',
      async () => {
        const numberId = await scene.addNumber('Neighbour');
        await scene.tell();
        await dispatchOnce(scene.context);
        const [row] = await scene.messagesOf(numberId);
        await scene.test.db.execute(
          sql`update attempt set started_at = now() - interval '190 seconds' where message_id = ${row?.id ?? ''}`,
        );
      },
    ],
    [
      'Meta is catching up after an outage',
      async () =>
        scene.test.db.execute(
          sql`update status_event set provider_at = provider_at - interval '1 second', received_at = received_at + interval '90 seconds'`,
        ),
    ],
  ])('and it waits while %s', async (_, disturb) => {
    const { claimed } = await claimOne();
    await closed();
    await age(200);
    await provenTraffic();
    await disturb();
    expect(await sweepOnce(scene.context)).toMatchObject({ absent: 0 });
    expect((await read(claimed.messageId)).state).toBe('sending');
  });

  test('a second doubt is not tried a third time', async () => {
    const { claimed } = await claimOne();
    await closed();
    await age(200);
    await provenTraffic();
    await sweptTo({ absent: 1 });
    await scene.passInterval();
    expect((await claim()).claimed.map(({ messageId }) => messageId)).toContain(claimed.messageId);
    await closed();
    expect((await read(claimed.messageId)).state).toBe('sending');
    await age(200);
    await provenTraffic();
    await sweptTo({ absent: 0, unconfirmed: 1 });
    expect((await read(claimed.messageId)).state).toBe('unconfirmed');
  });

  test('a late status of the first after the second was accepted is counted as a duplicate', async () => {
    const { claimed } = await claimOne();
    await closed();
    await age(200);
    await provenTraffic();
    await sweptTo({ absent: 1 });
    await scene.passInterval();
    await dispatchOnce(scene.context);
    expect((await read(claimed.messageId)).state).toBe('accepted');
    const [first] = await scene.attemptsOf(claimed.messageId);
    await status(first?.opaqueId ?? '', 'wamid.FIRST', 'delivered');
    expect(await read(claimed.messageId)).toMatchObject({ state: 'delivered', confirmedDuplicate: true });
  });

  test('a status of the first before the second is claimed calls the second off', async () => {
    const { claimed, numberId } = await claimOne();
    await closed();
    await age(200);
    await provenTraffic();
    await sweptTo({ absent: 1 });
    const [first] = await scene.attemptsOf(claimed.messageId);
    await status(first?.opaqueId ?? '', 'wamid.FIRST2', 'sent');
    await scene.passInterval();
    await dispatchOnce(scene.context);
    expect(await scene.attemptsOf(claimed.messageId)).toHaveLength(1);
    expect((await scene.facts(numberId)).length).toBeLessThanOrEqual(1);
    expect(await read(claimed.messageId)).toMatchObject({ state: 'sent', confirmedDuplicate: false });
  });
});

describe('statuses', () => {
  test('the same statuses in any order and any number of times end the same', async () => {
    const kinds = ['sent', 'delivered', 'read', 'failed'] as const;
    const start = Date.now();
    const numbers: string[] = [];
    for (let n = 0; n < 6; n += 1) numbers.push(await scene.addNumber(`Person ${n}`));
    await scene.tell();
    await dispatchOnce(scene.context);
    for (const [n, numberId] of numbers.entries()) {
      const [row] = await scene.messagesOf(numberId);
      const order = [...kinds.slice(n % 4), ...kinds.slice(0, n % 4)];
      if (n > 3) order.reverse();
      for (const kind of [...order, ...order])
        await status(null, row?.wamid ?? '', kind, new Date(start + kinds.indexOf(kind) * 1_000));
      expect(await read(row?.id ?? '')).toMatchObject({ state: 'read', errorCode: 131_026 });
    }
    expect(await scene.test.db.$count(statusEvent)).toBe(numbers.length * kinds.length);
  });

  test('one that fits nothing is kept, and matched once its message is known', async () => {
    const { claimed } = await claimOne();
    await status(null, 'wamid.EARLY', 'delivered');
    expect((await read(claimed.messageId)).state).toBe('sending');
    await scene.test.db.update(attempt).set({ outcome: 'accepted', wamid: 'wamid.EARLY' });
    expect(await sweepOnce(scene.context)).toMatchObject({ orphans: 1 });
    expect((await read(claimed.messageId)).state).toBe('delivered');
  });

  test('one that came before the answer counts as soon as the answer is stored', async () => {
    const { claimed } = await claimOne();
    await status(null, 'wamid.SOON', 'sent');
    const verdict = {
      kind: 'accepted',
      wamid: 'wamid.SOON',
      waId: null,
      userId: null,
      pauseSenderMs: 0,
    } as const;
    expect(await recordOutcomes(scene.test.db, [{ ...claimed, verdict, chance: 0 }])).toEqual({ stale: 0 });
    expect(await read(claimed.messageId)).toMatchObject({ state: 'sent', wamid: 'wamid.SOON' });
  });

  test('an answer that says what a status said before is no stale write', async () => {
    const { claimed } = await claimOne();
    const [tried] = await scene.attemptsOf(claimed.messageId);
    await status(tried?.opaqueId ?? '', 'wamid.SAME', 'sent');
    const verdict = {
      kind: 'accepted',
      wamid: 'wamid.SAME',
      waId: null,
      userId: null,
      pauseSenderMs: 0,
    } as const;
    expect(await recordOutcomes(scene.test.db, [{ ...claimed, verdict, chance: 0 }])).toEqual({ stale: 0 });
    expect((await read(claimed.messageId)).state).toBe('sent');
  });
});

describe('the audit', () => {
  test('adds up over everything that was planned', async () => {
    await scene.addNumber();
    await scene.tell();
    await dispatchOnce(scene.context);
    expect(await auditOnce(scene.context)).toMatchObject({ ok: true, inFlight: 1 });
  });

  test('says so when an alert is gone, a story has no plan, or something is stuck', async () => {
    const { claimed } = await claimOne();
    await scene.test.db.execute(sql`update message set lease_until = now() - interval '1 hour'`);
    expect(await auditOnce(scene.context)).toMatchObject({ ok: false, stuckSending: 1 });
    await closed();
    await scene.test.db.execute(sql`delete from alert where message_id = ${claimed.messageId}`);
    expect(await auditOnce(scene.context)).toMatchObject({ ok: false });
    const storyId = await scene.addStory();
    await scene.test.db.execute(
      sql`update story set found_at = now() - interval '3 minutes' where id = ${storyId}`,
    );
    expect(await auditOnce(scene.context)).toMatchObject({ ok: false, unplannedStories: 1 });
    expect(await sweepOnce(scene.context)).toMatchObject({ plans: 1 });
  });
});
