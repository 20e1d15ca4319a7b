import { setTimeout as sleep } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { number, optIn } from '#db/schema.ts';
import { newId } from '#lib/ids.ts';
import { dispatchOnce } from '#lib/messages/job.ts';
import { addNumber } from '#lib/numbers/commands/add-number.ts';
import { processInbox } from '#lib/webhooks/job.ts';
import { tester } from '#tests/support/sample-brand.ts';
import { type Scene, startScene } from '../messages/scene.ts';
import { inboxOf, processWebhook, repliesOf, seconds, untilHeard } from './inbox.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.close());
beforeEach(() => scene.clear());

const read = async (id: string) => (await scene.test.db.select().from(number).where(eq(number.id, id)))[0];
const write = async (digits: string, body: string) =>
  scene.sandbox.post(`/_sandbox/phones/${digits}/text`, { body });
/** Until what a phone did has been worked through. */
const settle = (arrived: () => Promise<boolean>) => untilHeard(scene, arrived);
const nextSecond = () => sleep(1_000 - (Date.now() % 1_000) + 5);
const repliesTo = (numberId: string) => repliesOf(scene, numberId);
const settleReplies = (numberId: string, count: number) =>
  settle(async () => (await repliesTo(numberId)).length === count);

const process = (json: unknown) => processWebhook(scene, json);
const inbox = (value: object) => inboxOf(scene, value);
const now = Date.now();
const text = (from: string, body: string, at = new Date(), id = `wamid.${newId()}`) => ({
  from,
  id,
  timestamp: seconds(at),
  type: 'text',
  text: { body },
});

describe('joining', () => {
  test('the join code from the invited phone makes it active, with proof and an answer', async () => {
    const added = await addNumber(scene.test.db, {
      actor: tester,
      regionId: scene.targetId,
      number: '+1 202 555 0177',
      label: 'New',
    });
    await scene.tell();
    await write('12025550177', `join ${added.joinCode?.toLowerCase()}`);
    await settleReplies(added.id, 1);
    expect(await read(added.id)).toMatchObject({
      state: 'active',
      joinCode: null,
      serviceUntil: expect.any(Date),
    });
    expect(await scene.test.db.select().from(optIn).where(eq(optIn.numberId, added.id))).toMatchObject([
      { kind: 'join_code' },
    ]);
    await dispatchOnce(scene.context);
    expect((await repliesTo(added.id))[0]).toMatchObject({
      state: 'accepted',
      body: expect.stringContaining('Portugal'),
    });
    await scene.tell();
    await scene.passInterval();
    await dispatchOnce(scene.context);
    expect(await scene.facts(added.id)).toHaveLength(2);
  });

  test('from another phone it joins nobody, and the number gets no answer', async () => {
    const added = await addNumber(scene.test.db, {
      actor: tester,
      regionId: scene.targetId,
      number: '+1 202 555 0178',
      label: 'New',
    });
    await process(inbox({ messages: [text('12025550179', added.joinCode ?? '')] }));
    expect((await read(added.id))?.state).toBe('invited');
    expect(await repliesTo(added.id)).toEqual([]);
  });
});

describe('leaving and coming back', () => {
  test('STOP silences at once, START resumes, and each is answered', async () => {
    const numberId = await scene.addNumber();
    const digits = await scene.digits(numberId);
    await write(digits, 'Stop.');
    await settleReplies(numberId, 1);
    expect((await read(numberId))?.state).toBe('opted_out');
    await scene.tell();
    await dispatchOnce(scene.context);
    expect((await scene.messagesOf(numberId)).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'reply accepted',
    ]);
    await scene.passInterval();
    // The phone's clock tells seconds, and within one the STOP would stand.
    await nextSecond();
    await write(digits, 'START');
    await settleReplies(numberId, 2);
    expect((await read(numberId))?.state).toBe('active');
    await scene.tell();
    await scene.passInterval();
    await dispatchOnce(scene.context);
    await scene.passInterval();
    await dispatchOnce(scene.context);
    expect(await scene.facts(numberId)).toHaveLength(3);
  });

  test('a STOP that Meta repeats after the START puts nobody out again', async () => {
    const numberId = await scene.addNumber();
    const digits = await scene.digits(numberId);
    const stop = text(digits, 'STOP', new Date(Date.now() - 60_000));
    await process(inbox({ messages: [stop] }));
    await process(inbox({ messages: [text(digits, 'START')] }));
    await process({ ...inbox({ messages: [stop] }), repeated: true });
    await process(inbox({ messages: [{ ...stop, id: `wamid.${newId()}` }] }));
    expect((await read(numberId))?.state).toBe('active');
    expect(await repliesTo(numberId)).toHaveLength(2);
  });

  test.each<[string, ['START' | 'STOP', number][], string, number]>([
    [
      'a START from before the STOP',
      [
        ['STOP', 60],
        ['START', 120],
      ],
      'opted_out',
      1,
    ],
    [
      'a START of the same second',
      [
        ['STOP', 60],
        ['START', 60],
      ],
      'opted_out',
      1,
    ],
    [
      'a STOP of the same second',
      [
        ['START', 60],
        ['STOP', 60],
      ],
      'opted_out',
      2,
    ],
    [
      'a STOP from before the START of an active number',
      [
        ['START', 60],
        ['STOP', 120],
      ],
      'active',
      1,
    ],
    [
      'a START between two STOPs',
      [
        ['STOP', 180],
        ['STOP', 60],
        ['START', 120],
      ],
      'opted_out',
      2,
    ],
  ])('%s that comes last leaves the later word standing', async (_, words, state, answers) => {
    const numberId = await scene.addNumber();
    const digits = await scene.digits(numberId);
    for (const [word, secondsAgo] of words)
      await process(inbox({ messages: [text(digits, word, new Date(now - secondsAgo * 1_000))] }));
    expect((await read(numberId))?.state).toBe(state);
    expect(await repliesTo(numberId)).toHaveLength(answers);
  });

  test('a STOP that comes after the START it preceded leaves the pause of an admin and an invitation as they are', async () => {
    for (const state of ['paused', 'invited'] as const) {
      const numberId = await scene.addNumber(state);
      const digits = await scene.digits(numberId);
      await scene.test.db.update(number).set({ state }).where(eq(number.id, numberId));
      await process(inbox({ messages: [text(digits, 'START', new Date(now - 60_000))] }));
      await process(inbox({ messages: [text(digits, 'STOP', new Date(now - 120_000))] }));
      expect((await read(numberId))?.state).toBe(state);
    }
  });

  test('START does not undo the pause of an admin', async () => {
    const numberId = await scene.addNumber();
    await scene.test.db.update(number).set({ state: 'paused' }).where(eq(number.id, numberId));
    await process(inbox({ messages: [text(await scene.digits(numberId), 'start')] }));
    expect((await read(numberId))?.state).toBe('paused');
    expect(await repliesTo(numberId)).toHaveLength(0);
  });
});

describe('taps', () => {
  test('Seen marks the message; Mute holds the number for a day and is answered', async () => {
    const numberId = await scene.addNumber();
    const digits = await scene.digits(numberId);
    await scene.tell();
    await dispatchOnce(scene.context);
    await settle(async () => (await scene.messagesOf(numberId))[0]?.state === 'delivered');
    const [row] = await scene.messagesOf(numberId);
    await scene.sandbox.post(`/_sandbox/phones/${digits}/tap`, { message_id: row?.wamid, index: 0 });
    await settle(async () => (await scene.messagesOf(numberId))[0]?.seenAt !== null);
    await scene.sandbox.post(`/_sandbox/phones/${digits}/tap`, { message_id: row?.wamid, index: 2 });
    await settleReplies(numberId, 1);
    const mutedMs = ((await read(numberId))?.mutedUntil?.getTime() ?? 0) - Date.now();
    expect(mutedMs).toBeGreaterThan(23.9 * 3_600_000);
    await scene.tell();
    await scene.passInterval();
    await dispatchOnce(scene.context);
    const skipped = await scene.test.db.execute(
      sql`select skipped_reason from alert where skipped_reason is not null`,
    );
    expect(skipped.map((each) => each['skipped_reason'])).toEqual(['number_muted']);
  });

  test("another number's message is not marked", async () => {
    const [numberId, other] = [await scene.addNumber(), await scene.addNumber('Other')];
    await scene.tell();
    const [row] = await scene.messagesOf(numberId);
    const tap = {
      from: await scene.digits(other),
      id: 'wamid.tap',
      timestamp: seconds(new Date()),
      type: 'button',
      button: { payload: `seen:${row?.id}`, text: 'Seen' },
    };
    await process(inbox({ messages: [tap] }));
    expect((await scene.messagesOf(numberId))[0]?.seenAt).toBeNull();
  });
});

describe('the window for free text', () => {
  test('a reply that comes to be sent after the window closed is not tried', async () => {
    const numberId = await scene.addNumber();
    await process(inbox({ messages: [text(await scene.digits(numberId), 'STOP')] }));
    await scene.test.db.execute(sql`update number set service_until = now() - interval '1 second'`);
    await dispatchOnce(scene.context);
    expect(await repliesTo(numberId)).toMatchObject([{ state: 'expired' }]);
    expect(await scene.facts(numberId)).toHaveLength(0);
  });

  test('a sender that only tells its user id is known from the message it got', async () => {
    const numberId = await scene.addNumber();
    await scene.tell();
    await dispatchOnce(scene.context);
    const digits = await scene.digits(numberId);
    await process(
      inbox({
        contacts: [{ wa_id: digits, user_id: 'US.1349' }],
        messages: [{ ...text(digits, 'hello'), from_user_id: 'US.1349' }],
      }),
    );
    await process(
      inbox({
        contacts: [{ user_id: 'US.1349' }],
        messages: [{ ...text('', 'STOP'), from_user_id: 'US.1349' }],
      }),
    );
    expect((await read(numberId))?.state).toBe('opted_out');
  });
});

describe('one bad item', () => {
  test('costs the others nothing, and is written down without its contents', async () => {
    const numberId = await scene.addNumber();
    await scene.tell();
    await dispatchOnce(scene.context);
    const [row] = await scene.messagesOf(numberId);
    const good = { id: row?.wamid, status: 'read', timestamp: seconds(new Date()), recipient_id: '1' };
    const done = await process(
      inbox({
        statuses: [{ id: 'wamid.bad' }, { nonsense: 'canary' }, good, { ...good, status: 'never heard of' }],
      }),
    );
    expect((await scene.messagesOf(numberId))[0]?.state).toBe('read');
    expect(done?.processedAt).toBeInstanceOf(Date);
    expect(done?.poison?.length).toBeGreaterThanOrEqual(2);
    expect(JSON.stringify(done?.poison)).not.toContain('canary');
  });

  test('that only the database refuses is one as well', async () => {
    const numberId = await scene.addNumber();
    await scene.tell();
    await dispatchOnce(scene.context);
    const [row] = await scene.messagesOf(numberId);
    const at = seconds(new Date());
    const done = await process(
      inbox({
        statuses: [
          { id: 'wamid.null\u0000byte', status: 'sent', timestamp: at },
          { id: row?.wamid, status: 'delivered', timestamp: at },
        ],
      }),
    );
    expect((await scene.messagesOf(numberId))[0]?.state).toBe('delivered');
    expect(done?.poison).toMatchObject([{ item: 'status 0' }]);
    expect(JSON.stringify(done?.poison)).not.toContain('wamid.null');
  });

  test('a webhook is worked through once', async () => {
    const numberId = await scene.addNumber();
    const done = await process(inbox({ messages: [text(await scene.digits(numberId), 'STOP')] }));
    await processInbox(scene.context, { inboxId: done?.id ?? '' });
    expect(await repliesTo(numberId)).toHaveLength(1);
  });
});
