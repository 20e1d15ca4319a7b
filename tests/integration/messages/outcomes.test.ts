import { and, eq, isNull, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { alarm, message, number, sender, token } from '#db/schema.ts';
import { dispatchOnce, sweepOnce } from '#lib/messages/job.ts';
import { noteWithheld } from '#lib/stories/commands.ts';
import { type Scene, startScene } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.close());
beforeEach(() => scene.clear());

const fault = (body: object, times?: number) =>
  scene.sandbox.post('/_sandbox/faults', {
    match: 'messages',
    fault: body,
    ...(times === undefined ? {} : { times }),
  });
const tellOne = async () => {
  const numberId = await scene.addNumber();
  await scene.tell();
  await dispatchOnce(scene.context);
  const [row] = await scene.messagesOf(numberId);
  if (!row) throw new Error('Nothing was queued.');
  const attempts = await scene.attemptsOf(row.id);
  return { numberId, row, attempts };
};
const read = async (id: string) => (await scene.test.db.select().from(message).where(eq(message.id, id)))[0];
/** Later, by as much as any pause lasts. */
const later = async (numberId: string) => {
  await scene.sandbox.remove('/_sandbox/faults');
  await scene.passInterval();
  await dispatchOnce(scene.context);
  return (await scene.messagesOf(numberId))[0];
};

describe('accepted', () => {
  test('a complete answer with an id is accepted, and its statuses carry it to delivered', async () => {
    const { row, attempts, numberId } = await tellOne();
    expect(row).toMatchObject({ state: 'accepted', kind: 'story', templateLanguage: 'en' });
    expect(attempts).toMatchObject([{ n: 1, outcome: 'accepted', wamid: row.wamid }]);
    await expect
      .poll(
        async () => {
          await scene.drainInbox();
          return (await read(row.id))?.state;
        },
        { timeout: 15_000 },
      )
      .toBe('delivered');
    expect(await read(row.id)).toMatchObject({
      outsideWindow: true,
      billable: true,
      pricingCategory: 'utility',
      pricingType: 'regular',
    });
    expect(await scene.facts(numberId)).toHaveLength(1);
    await dispatchOnce(scene.context);
    expect(await scene.facts(numberId)).toHaveLength(1);
  });

  test('it shows the picture, uploaded once for every number', async () => {
    const numberIds = [await scene.addNumber(), await scene.addNumber('Bea')];
    await scene.tell({ picture: true });
    await dispatchOnce(scene.context);
    for (const numberId of numberIds) {
      expect((await scene.messagesOf(numberId))[0]).toMatchObject({
        state: 'accepted',
        templateName: expect.stringMatching(/_story_[0-9a-f]{8}$/),
      });
    }
    const uploads = await scene.test.db.execute(sql`select count(*)::int as n from upload`);
    expect(uploads[0]?.['n']).toBe(1);
  });

  test('a picture that cannot be uploaded holds the message for a minute, then it goes without', async () => {
    const numberId = await scene.addNumber();
    await scene.sandbox.post('/_sandbox/faults', { match: 'upload', fault: { status: 500, body: 'broken' } });
    const storyId = await scene.tell({ picture: true });
    await dispatchOnce(scene.context);
    expect((await scene.messagesOf(numberId))[0]).toMatchObject({ state: 'planned' });
    await scene.test.db.execute(
      sql`update story set found_at = now() - interval '61 seconds' where id = ${storyId}`,
    );
    await dispatchOnce(scene.context);
    expect((await scene.messagesOf(numberId))[0]).toMatchObject({
      state: 'accepted',
      templateName: expect.stringContaining('story_plain'),
    });
  });

  test('it does not wait for a picture that Instagram withholds', async () => {
    const numberId = await scene.addNumber();
    const storyId = await scene.tell();
    await scene.test.db.execute(sql`update story set media_state = 'pending' where id = ${storyId}`);
    await dispatchOnce(scene.context);
    expect((await scene.messagesOf(numberId))[0]).toMatchObject({ state: 'planned' });
    await scene.test.db.transaction((tx) => noteWithheld(tx, { storyId, now: new Date() }));
    await dispatchOnce(scene.context);
    expect((await scene.messagesOf(numberId))[0]).toMatchObject({
      state: 'accepted',
      templateName: expect.stringContaining('story_plain'),
    });
  });
});

describe('not accepted, and proven so', () => {
  test('connection refused: planned again with backoff, and sent later', async () => {
    const numberId = await scene.addNumber();
    await scene.tell();
    const context = {
      ...scene.context,
      env: { ...scene.context.env, META_GRAPH_URL: 'http://127.0.0.1:4449' },
    };
    const before = new Date();
    await dispatchOnce(context);
    const [row] = await scene.messagesOf(numberId);
    expect(row).toMatchObject({ state: 'planned', leaseUntil: null });
    // It was due before; how long this machine takes to look is nobody's promise.
    expect(row && row.dueAt > before).toBe(true);
    expect(await scene.attemptsOf(row?.id ?? '')).toMatchObject([{ outcome: 'not_sent' }]);
    expect(await later(numberId)).toMatchObject({ state: 'accepted' });
    expect(await scene.facts(numberId)).toHaveLength(1);
  });

  test.each([4, 80_007, 130_429, 131_048, 131_057, 131_064, 133_016])(
    '%i pauses the sender and never fails the message',
    async (code) => {
      await fault({ refuse: { code, status: 429 } });
      const { row, attempts, numberId } = await tellOne();
      expect(row).toMatchObject({ state: 'planned' });
      expect(attempts).toMatchObject([{ outcome: 'throttled', errorCode: code }]);
      const [from] = await scene.test.db.select().from(sender);
      expect(from?.pausedUntil && from.pausedUntil > attempts[0]!.endedAt!).toBe(true);
      expect(from?.pausedReason).toContain(String(code));
      expect(await later(numberId)).toMatchObject({ state: 'accepted' });
    },
  );

  test('131056 holds back one number, and the others go on', async () => {
    await fault({ refuse: { code: 131_056, status: 403 } }, 1);
    const { numberId } = await tellOne();
    const other = await scene.addNumber('Bea');
    await scene.tell();
    await dispatchOnce(scene.context);
    expect((await scene.messagesOf(other))[0]).toMatchObject({ state: 'accepted' });
    const [held] = await scene.test.db.select().from(number).where(eq(number.id, numberId));
    expect(held?.notBefore && held.notBefore > new Date()).toBe(true);
    expect((await scene.messagesOf(numberId))[0]).toMatchObject({ state: 'planned' });
    expect(await later(numberId)).toMatchObject({ state: 'accepted' });
  });

  test('a broken token stops the sender after a few calls; nothing is lost once there is a good one', async () => {
    const numbers: string[] = [];
    for (let n = 0; n < 12; n += 1) numbers.push(await scene.addNumber(`Person ${n}`));
    await scene.tell();
    await fault({ refuse: { code: 190, status: 401 } });
    await dispatchOnce(scene.context);
    await dispatchOnce(scene.context);
    const attempts = await scene.test.db.execute(sql`select outcome, error_code from attempt`);
    expect(attempts.filter((each) => each['error_code'] === 190).length).toBeLessThanOrEqual(5);
    expect((await scene.test.db.select().from(token))[0]).toMatchObject({
      state: 'broken',
      brokenReason: expect.stringContaining('190'),
    });
    const states = await scene.test.db.execute(sql`select distinct state from message`);
    expect(states.map((each) => each['state'])).toEqual(['planned']);
    await scene.test.db.update(token).set({ state: 'healthy', brokenReason: null });
    await scene.sandbox.remove('/_sandbox/faults');
    await scene.passInterval();
    await dispatchOnce(scene.context);
    for (const numberId of numbers) expect(await scene.facts(numberId)).toHaveLength(1);
  });
});

describe('rejected', () => {
  test.each([132_001, 131_009, 100, 368, 10, 131_030])(
    '%i ends as failed, with code and words, and is not repeated',
    async (code) => {
      await fault({ refuse: { code, status: 400, details: 'in words' } });
      const { row, attempts, numberId } = await tellOne();
      expect(row).toMatchObject({
        state: 'failed',
        errorCode: code,
        failedAt: expect.any(Date),
        leaseUntil: null,
      });
      expect(attempts).toMatchObject([{ outcome: 'rejected', errorCode: code }]);
      await later(numberId);
      expect(await scene.attemptsOf(row.id)).toHaveLength(1);
    },
  );

  test('an unknown code with a 4xx is rejected, with a 5xx uncertain', async () => {
    await fault({ refuse: { code: 777_777, status: 400 } }, 1);
    expect((await tellOne()).row).toMatchObject({ state: 'failed', errorCode: 777_777 });
    await fault({ refuse: { code: 777_777, status: 500 } }, 1);
    expect((await tellOne()).attempts).toMatchObject([{ outcome: 'uncertain', errorCode: 777_777 }]);
  });

  test('131026 marks the number as unreachable, and it is told of nothing more', async () => {
    await fault({ refuse: { code: 131_026, status: 400 } });
    const { numberId } = await tellOne();
    const [row] = await scene.test.db.select().from(number).where(eq(number.id, numberId));
    expect(row?.state).toBe('unreachable');
    const open = () =>
      scene.test.db
        .select()
        .from(alarm)
        .where(and(eq(alarm.kind, 'unreachable'), isNull(alarm.endedAt)));
    expect(await open()).toMatchObject([{ thing: numberId, regionId: scene.targetId, detail: { numberId } }]);
    await scene.tell();
    expect(await scene.messagesOf(numberId)).toHaveLength(1);

    // An admin resumes it, and the next message arrives.
    await scene.test.db.update(number).set({ state: 'active' }).where(eq(number.id, numberId));
    await scene.sandbox.remove('/_sandbox/faults');
    await scene.passInterval();
    await scene.tell();
    await dispatchOnce(scene.context);
    await expect
      .poll(
        async () => {
          await scene.drainInbox();
          return (await open()).length;
        },
        { timeout: 15_000 },
      )
      .toBe(0);
  });
});

describe('uncertain', () => {
  test.each<[string, object]>([
    ['the answer lost after acceptance', { lose_answer: true }],
    ['an answer cut short', { cut_body: true }],
    ['a 200 without an id', { without_id: true }],
    ['a 500 without a readable error', { status: 500, body: '<html>oops</html>' }],
    ['a 502', { status: 502, body: '' }],
    ['code 1', { refuse: { code: 1, status: 400 } }],
    ['code 2', { refuse: { code: 2, status: 503 } }],
    ['code 131000', { refuse: { code: 131_000, status: 500 } }],
    ['code 131016', { refuse: { code: 131_016, status: 500 } }],
  ])('%s is uncertain, and is not sent again by reflex', async (_, body) => {
    await scene.sandbox.post('/_sandbox/faults', { match: 'webhooks', fault: { webhooks: { hold: true } } });
    await fault(body, 1);
    const { row, attempts, numberId } = await tellOne();
    expect(row).toMatchObject({ state: 'sending', wamid: null });
    expect(attempts).toMatchObject([{ outcome: 'uncertain' }]);
    await scene.passInterval();
    await sweepOnce(scene.context);
    await dispatchOnce(scene.context);
    expect(await scene.attemptsOf(row.id)).toHaveLength(1);
    expect((await scene.facts(numberId)).length).toBeLessThanOrEqual(1);
  });

  test('a status with its opaque id proves that a lost answer was an acceptance', async () => {
    await fault({ lose_answer: true }, 1);
    const { row, numberId } = await tellOne();
    await expect
      .poll(
        async () => {
          await scene.drainInbox();
          return (await read(row.id))?.state;
        },
        { timeout: 15_000 },
      )
      .toBe('delivered');
    const [fact] = await scene.facts(numberId);
    expect(await scene.attemptsOf(row.id)).toMatchObject([{ outcome: 'accepted', wamid: fact?.wamid }]);
    expect(await scene.facts(numberId)).toHaveLength(1);
  });

  test('statuses that come before the answer are one message all the same', async () => {
    await scene.sandbox.post('/_sandbox/faults', {
      match: 'webhooks',
      fault: { webhooks: { status_before_answer: true } },
      times: 1,
    });
    const { row, attempts } = await tellOne();
    expect(attempts).toMatchObject([{ outcome: 'accepted' }]);
    await expect
      .poll(
        async () => {
          await scene.drainInbox();
          return (await read(row.id))?.state;
        },
        { timeout: 15_000 },
      )
      .toBe('delivered');
    expect((await read(row.id))?.confirmedDuplicate).toBe(false);
  });
});

describe('of no more use', () => {
  test('planned past its time ends as expired and is not sent', async () => {
    const numberId = await scene.addNumber();
    await scene.tell();
    await scene.test.db.execute(sql`update message set useful_until = now() - interval '1 second'`);
    await dispatchOnce(scene.context);
    expect((await scene.messagesOf(numberId))[0]).toMatchObject({ state: 'expired' });
    expect(await scene.facts(numberId)).toHaveLength(0);
  });

  test('accepted without delivered ends as expired at its time, and a late delivered is still believed', async () => {
    await scene.sandbox.post('/_sandbox/faults', { match: 'webhooks', fault: { webhooks: { hold: true } } });
    const { row } = await tellOne();
    await scene.test.db.execute(sql`update message set useful_until = now() - interval '1 second'`);
    await sweepOnce(scene.context);
    expect(await read(row.id)).toMatchObject({ state: 'expired' });
    await scene.sandbox.remove('/_sandbox/faults');
    await scene.sandbox.post('/_sandbox/webhooks/release');
    await expect
      .poll(
        async () => {
          await scene.drainInbox();
          return (await read(row.id))?.state;
        },
        { timeout: 15_000 },
      )
      .toBe('delivered');
  });
});

describe('changes between plan and sending', () => {
  test.each([
    ['paused', 'number_paused'],
    ['opted_out', 'number_opted_out'],
  ] as const)('a number that is %s by then is not buzzed, and the alert says why', async (state, reason) => {
    const numberId = await scene.addNumber();
    await scene.tell();
    await scene.test.db.update(number).set({ state }).where(eq(number.id, numberId));
    await dispatchOnce(scene.context);
    expect(await scene.facts(numberId)).toHaveLength(0);
    const alerts = await scene.test.db.execute(
      sql`select skipped_reason, message_id from alert where number_id = ${numberId}`,
    );
    expect(alerts[0]).toMatchObject({ skipped_reason: reason, message_id: null });
  });

  test('a message whose number was removed ends', async () => {
    const numberId = await scene.addNumber();
    await scene.tell();
    await scene.test.db.delete(number).where(eq(number.id, numberId));
    await dispatchOnce(scene.context);
    await sweepOnce(scene.context);
    const rows = await scene.test.db.select().from(message);
    expect(rows).toMatchObject([{ state: 'expired', errorDetails: 'number_removed', numberId: null }]);
  });

  test('a template that is not approved any more sends nothing', async () => {
    const numberId = await scene.addNumber();
    await scene.test.db.execute(sql`update template set state = 'paused'`);
    await scene.tell();
    await dispatchOnce(scene.context);
    expect((await scene.messagesOf(numberId))[0]).toMatchObject({ state: 'planned' });
    await scene.test.db.execute(sql`update template set state = 'approved'`);
    await dispatchOnce(scene.context);
    expect((await scene.messagesOf(numberId))[0]).toMatchObject({ state: 'accepted' });
  });
});

test('a used-up budget in the headers of an acceptance pauses the sender, and the message counts', async () => {
  await fault({ usage: { call_count: 100, estimated_time_to_regain_access: 3 } }, 1);
  const { row } = await tellOne();
  expect(row.state).toBe('accepted');
  const [from] = await scene.test.db.select().from(sender);
  expect((from?.pausedUntil?.getTime() ?? 0) - Date.now()).toBeGreaterThan(2 * 60_000);
});
